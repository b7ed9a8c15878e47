package kierkegrad.loss;

import kierkegrad.op.Penalty;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// `max(0, Δ − t·(a − b))`: scores a are to be above scores b by a margin where t = 1, and below
/// where t = −1. PyTorch `MarginRankingLoss`.
///
/// @param margin Δ; 0 by default
/// @param reduction what becomes of the losses; their mean by default
public record MarginRankingLoss(double margin, Reduction reduction) {
  /// With PyTorch's defaults.
  public MarginRankingLoss() {
    this(0, Reduction.MEAN);
  }

  /// With another margin.
  public MarginRankingLoss withMargin(double margin) {
    return new MarginRankingLoss(margin, reduction);
  }

  /// With another reduction.
  public MarginRankingLoss withReduction(Reduction reduction) {
    return new MarginRankingLoss(margin, reduction);
  }

  /// The loss of pairs of scores, which broadcast with the targets.
  ///
  /// @param target 1 where a is to be above b, −1 where below
  /// @throws ShapeException if they have different numbers of dimensions
  public Tensor of(Tensor a, Tensor b, Tensor target) {
    if (a.rank() != b.rank() || a.rank() != target.rank()) {
      throw new ShapeException(
          "margin_ranking: scores "
              + a.shape()
              + " and "
              + b.shape()
              + " and targets "
              + target.shape()
              + " have different numbers of dimensions; reshape them");
    }
    return reduction.of(Targets.apply(new Penalty.MarginRanking(margin), a, b, target));
  }
}
