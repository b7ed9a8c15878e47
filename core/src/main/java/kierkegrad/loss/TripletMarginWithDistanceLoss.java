package kierkegrad.loss;

import java.util.function.BinaryOperator;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// [TripletMarginLoss] with any distance: `max(0, Δ + d(a, p) − d(a, n))`. PyTorch
/// `TripletMarginWithDistanceLoss`.
///
/// @param distance d; the Euclidean distance of rows by default
/// @param margin Δ; 1 by default
/// @param swap whether a negative example that is closer to p than to a counts from there; not by
///   default
/// @param reduction what becomes of the losses; their mean by default
public record TripletMarginWithDistanceLoss(
    BinaryOperator<Tensor> distance, double margin, boolean swap, Reduction reduction) {
  /// With PyTorch's defaults.
  public TripletMarginWithDistanceLoss() {
    this((a, b) -> a.pairwiseDistance(b, 2, 1e-6, false), 1, false, Reduction.MEAN);
  }

  /// With another distance.
  public TripletMarginWithDistanceLoss withDistance(BinaryOperator<Tensor> distance) {
    return new TripletMarginWithDistanceLoss(distance, margin, swap, reduction);
  }

  /// With another margin.
  public TripletMarginWithDistanceLoss withMargin(double margin) {
    return new TripletMarginWithDistanceLoss(distance, margin, swap, reduction);
  }

  /// With the swap, or without.
  public TripletMarginWithDistanceLoss withSwap(boolean swap) {
    return new TripletMarginWithDistanceLoss(distance, margin, swap, reduction);
  }

  /// With another reduction.
  public TripletMarginWithDistanceLoss withReduction(Reduction reduction) {
    return new TripletMarginWithDistanceLoss(distance, margin, swap, reduction);
  }

  /// The loss of triples, whose shape is what the distance takes.
  ///
  /// @throws ShapeException if they have different numbers of dimensions
  public Tensor of(Tensor anchor, Tensor positive, Tensor negative) {
    if (anchor.rank() != positive.rank() || anchor.rank() != negative.rank()) {
      throw new ShapeException(
          "triplet_margin: anchors "
              + anchor.shape()
              + ", positives "
              + positive.shape()
              + " and negatives "
              + negative.shape()
              + " have different numbers of dimensions; reshape them");
    }
    Tensor near = distance.apply(anchor, positive);
    Tensor plain = distance.apply(anchor, negative);
    Tensor far = swap ? plain.minimum(distance.apply(positive, negative)) : plain;
    return reduction.of(near.sub(far).add(margin).clamp(0, Double.POSITIVE_INFINITY));
  }
}
