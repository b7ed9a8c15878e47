package kierkegrad.practice.settings;

import kierkegrad.loss.Loss;
import kierkegrad.tensor.Tensor;

/// A loss between values, for classes: the target is 1 for the true class and 0 for the others.
///
/// @param loss between outputs and targets `[n, classes]`
/// @param classes how many there are
public record OneHotLoss(Loss loss, int classes) implements Loss {
  /// The loss for class numbers `[n]`.
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Tensor oneHot =
        target.unsqueeze(1).eq(Tensor.arange(classes).reshape(1, classes)).to(prediction.dtype());
    return loss.of(prediction, oneHot);
  }
}
