package kierkegrad.loss;

import kierkegrad.tensor.Tensor;

/// Absolute error `|x − t|`; its slope is 0 where both are equal. PyTorch `L1Loss`, but a target of
/// another shape is an error and not broadcast.
///
/// @param reduction what becomes of the elements' losses
public record L1Loss(Reduction reduction) implements Loss {
  /// The mean.
  public L1Loss() {
    this(Reduction.MEAN);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireSameShape("l1", prediction, target);
    return reduction.of(prediction.sub(target).abs());
  }
}
