package kierkegrad.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
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

  static Tensor division(Kernel op, Tensor a, Tensor b) {
    DType type = common(a, b).floating();
    return Tensor.apply(op, a.to(type), b.to(type));
  }

  /// A number as a scalar tensor that fits beside `x`: of its type, unless the number has a
  /// fraction and the type none.
  static Tensor number(Tensor x, double value) {
    boolean whole = value == Math.rint(value) && !Double.isInfinite(value);
    DType type =
        x.dtype().isFloating() ? x.dtype() : whole ? x.dtype().promote(DType.U8) : DType.F32;
    if (type == DType.U8 && (value < 0 || value > 255 || x.dtype() == DType.BOOL)) {
      type = DType.I64;
    }
    return Tensor.full(type, Shape.SCALAR, value);
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
    BinaryOperator<DType> promote = DType::promote;
    if (a.rank() > 0 == b.rank() > 0) {
      return promote.apply(a.dtype(), b.dtype());
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
