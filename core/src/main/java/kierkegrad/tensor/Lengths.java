package kierkegrad.tensor;

/// Norms of vectors along a dimension. The slope at a vector of zeros is 0.
final class Lengths {
  private Lengths() {}

  static Tensor of(Tensor x, double p, int dim, boolean keepDim) {
    int[] dims = {dim};
    if (p < 0) {
      throw new IllegalArgumentException("a norm with p = " + p + " is unknown; use 0 or more");
    }
    if (p == 0) {
      return x.ne(0).to(x.dtype()).sum(dims, keepDim);
    }
    if (p == 1) {
      return x.abs().sum(dims, keepDim);
    }
    if (p == Double.POSITIVE_INFINITY) {
      return x.abs().amax(dims, keepDim);
    }
    Tensor sum = (p == 2 ? x.square() : powered(x.abs(), p)).sum(dims, keepDim);
    Tensor none = sum.eq(0);
    Tensor zero = Tensor.zeros(x.dtype(), Shape.SCALAR);
    Tensor safe = Tensor.where(none, Tensor.ones(x.dtype(), Shape.SCALAR), sum);
    return Tensor.where(none, zero, p == 2 ? safe.sqrt() : safe.pow(1 / p));
  }

  /// Below p = 1 the slope at 0 is infinite, and counts as 0.
  private static Tensor powered(Tensor size, double p) {
    if (p >= 1) {
      return size.pow(p);
    }
    Tensor none = size.eq(0);
    Tensor safe = Tensor.where(none, Tensor.ones(size.dtype(), Shape.SCALAR), size);
    return Tensor.where(none, Tensor.zeros(size.dtype(), Shape.SCALAR), safe.pow(p));
  }
}
