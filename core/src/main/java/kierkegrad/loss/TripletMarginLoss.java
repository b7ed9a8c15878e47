package kierkegrad.loss;

import kierkegrad.check.Require;
import kierkegrad.tensor.Tensor;

/// `max(0, Δ + d(a, p) − d(a, n))`: an anchor a is to be closer to a positive example p than to a
/// negative one n, by a margin. PyTorch `TripletMarginLoss` (Balntas et al., 2016), whose distance
/// is [kierkegrad.nn.distance.PairwiseDistance].
///
/// @param margin Δ; 1 by default
/// @param p which norm measures distance; 2 by default
/// @param eps ε, which is added to every difference; 10⁻⁶ by default
/// @param swap whether a negative example that is closer to p than to a counts from there; not by
///   default
/// @param reduction what becomes of the losses; their mean by default
public record TripletMarginLoss(
    double margin, double p, double eps, boolean swap, Reduction reduction) {
  /// With PyTorch's defaults.
  public TripletMarginLoss() {
    this(1, 2, 1e-6, false, Reduction.MEAN);
  }

  /// @throws IllegalArgumentException if an option is out of range
  public TripletMarginLoss {
    Require.notNegative("triplet_margin", "p", p == Double.POSITIVE_INFINITY ? 1 : p);
  }

  /// With another margin.
  public TripletMarginLoss withMargin(double margin) {
    return new TripletMarginLoss(margin, p, eps, swap, reduction);
  }

  /// With another norm.
  public TripletMarginLoss withP(double p) {
    return new TripletMarginLoss(margin, p, eps, swap, reduction);
  }

  /// With another ε.
  public TripletMarginLoss withEps(double eps) {
    return new TripletMarginLoss(margin, p, eps, swap, reduction);
  }

  /// With the swap, or without.
  public TripletMarginLoss withSwap(boolean swap) {
    return new TripletMarginLoss(margin, p, eps, swap, reduction);
  }

  /// With another reduction.
  public TripletMarginLoss withReduction(Reduction reduction) {
    return new TripletMarginLoss(margin, p, eps, swap, reduction);
  }

  /// The loss of triples of rows `[n, d]`, or `[d]`.
  public Tensor of(Tensor anchor, Tensor positive, Tensor negative) {
    return new TripletMarginWithDistanceLoss(
            (a, b) -> a.pairwiseDistance(b, p, eps, false), margin, swap, reduction)
        .of(anchor, positive, negative);
  }
}
