package kierkegrad.loss;

import java.util.Arrays;
import kierkegrad.op.Composed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// What losses share in treating their targets.
final class Targets {
  private Targets() {}

  /// A floating target, element by element.
  static void requireSameShape(String loss, Tensor prediction, Tensor target) {
    requireSame(loss, prediction, target);
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

  /// A target of any type, element by element.
  static void requireSame(String loss, Tensor prediction, Tensor target) {
    if (!prediction.shape().equals(target.shape())) {
      throw new ShapeException(
          loss
              + ": the prediction is "
              + prediction.shape()
              + " but the target is "
              + target.shape()
              + "; reshape one of them, they are not broadcast");
    }
  }

  /// A class number for each row of scores.
  static void requireClasses(String loss, Tensor scores, Tensor target) {
    if (target.dtype().isFloating() || target.dtype() == DType.BOOL) {
      throw new IllegalArgumentException(
          loss
              + ": the targets are "
              + target.dtype().torchName()
              + ", not class numbers; convert with to(DType.I64)");
    }
    if (scores.rank() < 1
        || scores.rank() > 2
        || !scores.shape().without(-1).equals(target.shape())) {
      throw new ShapeException(
          loss
              + ": scores "
              + scores.shape()
              + " and class numbers "
              + target.shape()
              + " do not fit: expects [n, classes] and [n], or [classes] and []");
    }
  }

  /// The losses, in the type to which predictions and targets promote.
  static Tensor apply(Composed op, Tensor... operands) {
    DType type =
        Arrays.stream(operands).map(Tensor::dtype).reduce(DType::promote).orElseThrow().floating();
    return Tensor.apply(op, Arrays.stream(operands).map(x -> x.to(type)).toList());
  }
}
