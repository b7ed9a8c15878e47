package kierkegrad.loss;

import kierkegrad.tensor.Tensor;

/// Squared error `(x − t)²`. PyTorch `MSELoss`, but a target of another shape is an error and not
/// broadcast: that is nearly always a bug, such as `[n]` beside `[n, 1]`.
///
/// @param reduction what becomes of the elements' losses
public record MSELoss(Reduction reduction) implements Loss {
  /// The mean.
  public MSELoss() {
    this(Reduction.MEAN);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireSameShape("mse", prediction, target);
    return reduction.of(prediction.sub(target).square());
  }
}
