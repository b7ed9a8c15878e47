package kierkegrad.loss;

import kierkegrad.op.Divergence;
import kierkegrad.tensor.Tensor;

/// `ln(1 + e^(−t·x))` for scores x and classes t of −1 and 1, of one shape. PyTorch
/// `SoftMarginLoss`; it does not overflow where −t·x is large.
///
/// @param reduction what becomes of the losses; their mean by default
public record SoftMarginLoss(Reduction reduction) implements Loss {
  /// With PyTorch's defaults.
  public SoftMarginLoss() {
    this(Reduction.MEAN);
  }

  /// With another reduction.
  public SoftMarginLoss withReduction(Reduction reduction) {
    return new SoftMarginLoss(reduction);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireSame("soft_margin", prediction, target);
    return reduction.of(Targets.apply(Divergence.SOFT_MARGIN, prediction, target));
  }
}
