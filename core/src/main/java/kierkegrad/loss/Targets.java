package kierkegrad.loss;

import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Checks of targets that stand element by element beside predictions.
final class Targets {
  private Targets() {}

  static void requireSameShape(String loss, Tensor prediction, Tensor target) {
    if (!prediction.shape().equals(target.shape())) {
      throw new ShapeException(
          loss
              + ": the prediction is "
              + prediction.shape()
              + " but the target is "
              + target.shape()
              + "; reshape one of them, they are not broadcast");
    }
    if (!target.dtype().isFloating()) {
      throw new IllegalArgumentException(
          loss
              + ": the target is "
              + target.dtype().torchName()
              + ", not floating; convert with to(DType."
              + prediction.dtype()
              + ")");
    }
  }
}
