package kierkegrad.loss;

import kierkegrad.tensor.Tensor;

/// A number that says how far predictions are from targets.
@FunctionalInterface
public interface Loss {
  /// The loss of predictions for targets.
  Tensor of(Tensor prediction, Tensor target);
}
