package kierkegrad.tensor;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.op.Compare;
import kierkegrad.op.Concat;
import kierkegrad.op.Kernel;
import kierkegrad.op.Where;

/// Type promotion before an operation on several tensors, by PyTorch's rule: a scalar tensor does
/// not widen a tensor with dimensions of the same category (integer or floating).
final class Promotion {
  private Promotion() {}

  static Tensor binary(Kernel op, Tensor a, Tensor b) {
    DType type = common(a, b);
    return Tensor.apply(op, a.to(type), b.to(type));
  }

  /// Two integer types meet in the wider one even if that is a scalar's: a comparison that cut off
  /// bits would be wrong.
  static Tensor comparison(Compare op, Tensor a, Tensor b) {
    boolean whole = !a.dtype().isFloating() && !b.dtype().isFloating();
    DType type = whole ? a.dtype().promote(b.dtype()) : common(a, b);
    return Tensor.apply(op, a.to(type), b.to(type));
  }

  static Tensor division(Kernel op, Tensor a, Tensor b) {
    DType type = common(a, b).floating();
    return Tensor.apply(op, a.to(type), b.to(type));
  }

  /// A number as a scalar tensor beside `x`, as PyTorch treats a Python number: of x's type if it
  /// fits there, else int64, or float32 if it has a fraction.
  static Tensor number(Tensor x, double value) {
    DType type =
        switch (x.dtype()) {
          case F32, F64 -> x.dtype();
          case BOOL, U8, I32, I64 -> isWhole(value) ? integer(x.dtype(), value) : DType.F32;
        };
    return Tensor.full(type, Shape.SCALAR, value);
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && !Double.isInfinite(value);
  }

  private static DType integer(DType type, double value) {
    boolean fits =
        (type == DType.U8 && value >= 0 && value <= 255)
            || (type == DType.I32 && value == (int) value);
    return fits ? type : DType.I64;
  }

  static Tensor where(Tensor condition, Tensor a, Tensor b) {
    if (condition.dtype() != DType.BOOL) {
      throw new IllegalArgumentException(
          "where: the condition is "
              + condition.dtype().torchName()
              + ", not bool; compare first, such as x.gt(0)");
    }
    DType type = common(a, b);
    return Tensor.apply(new Where(), condition, a.to(type), b.to(type));
  }

  static Tensor concat(int dim, List<Tensor> parts) {
    if (parts.isEmpty()) {
      throw new ShapeException("concat: needs at least one tensor");
    }
    if (parts.getFirst().rank() == 0) {
      throw new ShapeException("concat: scalars have no dimension to join along; use stack");
    }
    DType type = parts.stream().map(Tensor::dtype).reduce(DType::promote).orElseThrow();
    int axis = parts.getFirst().shape().axis(dim);
    return Tensor.apply(new Concat(axis), parts.stream().map(p -> p.to(type)).toList());
  }

  static Tensor stack(int dim, List<Tensor> parts) {
    if (parts.isEmpty()) {
      throw new ShapeException("stack: needs at least one tensor");
    }
    int axis = dim < 0 ? dim + parts.getFirst().rank() + 1 : dim;
    List<Tensor> raised = new ArrayList<>();
    for (Tensor part : parts) {
      if (!part.shape().equals(parts.getFirst().shape())) {
        throw new ShapeException(
            "stack: shapes " + parts.getFirst().shape() + " and " + part.shape() + " differ");
      }
      raised.add(part.unsqueeze(axis));
    }
    return concat(axis, raised);
  }

  private static DType common(Tensor a, Tensor b) {
    if (a.rank() > 0 == b.rank() > 0) {
      return a.dtype().promote(b.dtype());
    }
    Tensor large = a.rank() > 0 ? a : b;
    Tensor scalar = a.rank() > 0 ? b : a;
    boolean higherCategory = category(scalar.dtype()) > category(large.dtype());
    return higherCategory ? scalar.dtype() : large.dtype();
  }

  private static int category(DType type) {
    return type == DType.BOOL ? 0 : type.isFloating() ? 2 : 1;
  }
}
