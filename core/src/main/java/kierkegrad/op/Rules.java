package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// What several rules share.
final class Rules {
  private Rules() {}

  /// The gradients of an op's operands, one rule each.
  @SafeVarargs
  static List<Supplier<Tensor>> gradients(Supplier<Tensor>... rules) {
    return List.of(rules);
  }

  /// The entry for an operand without a gradient: an index, a mask. The engine never asks, for its
  /// type is not floating.
  static Supplier<Tensor> none(Op op) {
    return () -> {
      throw new IllegalStateException(op.opName() + ": this operand has no gradient");
    };
  }

  /// The tangent of a linear function of one operand: the function itself.
  static Optional<Tensor> linear(List<Optional<Tensor>> tangents, UnaryOperator<Tensor> op) {
    return tangents.getFirst().map(op);
  }

  /// A value that several gradients share, computed when the first of them is asked for.
  static Supplier<Tensor> once(Supplier<Tensor> value) {
    AtomicReference<Optional<Tensor>> known = new AtomicReference<>(Optional.empty());
    return () -> {
      if (known.get().isEmpty()) {
        known.set(Optional.of(value.get()));
      }
      return known.get().get();
    };
  }

  static void arity(Op op, List<Shape> in, int count) {
    if (in.size() != count) {
      throw new ShapeException(op.opName() + ": takes " + count + " operands, got " + in.size());
    }
  }

  static void index(Op op, DType type) {
    if (type != DType.I64) {
      throw new IllegalArgumentException(
          op.opName()
              + ": indices are "
              + type.torchName()
              + ", not int64; convert with to(DType.I64)");
    }
  }

  /// The type of floating operands, which is one and the same.
  static DType floating(Op op, List<DType> in) {
    DType type = in.getFirst();
    if (!type.isFloating() || in.stream().anyMatch(other -> other != type)) {
      throw new IllegalArgumentException(
          op.opName()
              + ": operands are "
              + in.stream().map(DType::torchName).toList()
              + "; expects one floating type, convert with to(DType.F32)");
    }
    return type;
  }

  static void sameShape(Op op, Shape a, Shape b, String hint) {
    if (!a.equals(b)) {
      throw new ShapeException(op.opName() + ": shapes " + a + " and " + b + " differ; " + hint);
    }
  }
}
