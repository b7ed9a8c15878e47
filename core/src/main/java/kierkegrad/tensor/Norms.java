package kierkegrad.tensor;

import java.util.function.UnaryOperator;

/// Norms, and roots whose gradient is 0 where they are 0.
final class Norms {
  private Norms() {}

  static Tensor of(Tensor x, double p, int[] dims, boolean keepDim) {
    if (!x.dtype().isFloating() || Double.isNaN(p)) {
      throw new IllegalArgumentException(
          "norm: p = "
              + p
              + " of "
              + x.dtype().torchName()
              + "; expects a number and floating elements, convert with to(DType.F32)");
    }
    Tensor size = x.abs();
    if (p == Double.POSITIVE_INFINITY) {
      return size.amax(dims, keepDim);
    }
    if (p == Double.NEGATIVE_INFINITY) {
      return size.amin(dims, keepDim);
    }
    if (p < 0 && x.elements() == 0) {
      throw new ShapeException("norm: " + x.shape() + " has no elements, so no norm of p = " + p);
    }
    if (p == 0) {
      return x.ne(0).to(x.dtype()).sum(dims, keepDim);
    }
    if (p == 1) {
      return size.sum(dims, keepDim);
    }
    if (p == 2) {
      return root(x.square().sum(dims, keepDim));
    }
    return power(power(size, p).sum(dims, keepDim), 1 / p);
  }

  /// √x for x ≥ 0, with slope 0 at 0.
  static Tensor root(Tensor x) {
    return atZero(x, x.eq(0), 0, Tensor::sqrt);
  }

  /// xᵖ for x ≥ 0, with slope 0 at 0.
  private static Tensor power(Tensor x, double p) {
    return atZero(x, x.eq(0), p < 0 ? Double.POSITIVE_INFINITY : 0, y -> y.pow(p));
  }

  private static Tensor atZero(Tensor x, Tensor zero, double value, UnaryOperator<Tensor> f) {
    Tensor one = Tensor.ones(x.dtype(), Shape.SCALAR);
    Tensor there = Tensor.full(x.dtype(), Shape.SCALAR, value);
    return Tensor.where(zero, there, f.apply(Tensor.where(zero, one, x)));
  }
}
