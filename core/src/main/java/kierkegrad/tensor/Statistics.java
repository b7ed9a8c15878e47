package kierkegrad.tensor;

import java.util.List;

/// Spread, norms and counts over dimensions. No dimensions given means all of them.
public sealed interface Statistics permits Tensor {
  /// A measure of spread and the mean.
  record Spread(Tensor spread, Tensor mean) {}

  private Tensor self() {
    return (Tensor) this;
  }

  /// Variance over dimensions, `Σ(x − μ)²/(n − 1)`. PyTorch `var`.
  default Tensor var(int... dims) {
    return var(dims, 1, false);
  }

  /// Variance over dimensions, `Σ(x − μ)²/max(0, n − correction)`, which stay as size 1 if kept.
  /// PyTorch `var`.
  default Tensor var(int[] dims, double correction, boolean keepDim) {
    return varMean(dims, correction, keepDim).spread();
  }

  /// Standard deviation over dimensions, `√(Σ(x − μ)²/(n − 1))`; where it is 0 its gradient is too.
  /// PyTorch `std`.
  default Tensor std(int... dims) {
    return std(dims, 1, false);
  }

  /// Standard deviation over dimensions, `√(Σ(x − μ)²/max(0, n − correction))`; where it is 0 its
  /// gradient is too. PyTorch `std`.
  default Tensor std(int[] dims, double correction, boolean keepDim) {
    return Norms.root(var(dims, correction, keepDim));
  }

  /// Variance and mean over dimensions. PyTorch `var_mean`.
  default Spread varMean(int[] dims, double correction, boolean keepDim) {
    Tensor x = self();
    if (!x.dtype().isFloating()) {
      throw new IllegalArgumentException(
          "var: elements are " + x.dtype().torchName() + "; convert with to(DType.F32)");
    }
    Tensor mean = x.mean(dims, true);
    int n = mean.elements() == 0 ? 0 : x.elements() / mean.elements();
    Tensor squares = x.sub(mean).square().sum(dims, keepDim);
    return new Spread(
        squares.div(Math.max(0, n - correction)), keepDim ? mean : mean.reshape(squares.shape()));
  }

  /// Standard deviation and mean over dimensions. PyTorch `std_mean`.
  default Spread stdMean(int[] dims, double correction, boolean keepDim) {
    Spread both = varMean(dims, correction, keepDim);
    return new Spread(Norms.root(both.spread()), both.mean());
  }

  /// Euclidean norm of all elements; where it is 0 its gradient is too. PyTorch `norm`.
  default Tensor norm() {
    return norm(2);
  }

  /// The p-norm `(Σ|x|ᵖ)^(1/p)` over dimensions. PyTorch `linalg.vector_norm`.
  default Tensor norm(double p, int... dims) {
    return norm(p, dims, false);
  }

  /// The p-norm `(Σ|x|ᵖ)^(1/p)` over dimensions, which stay as size 1 if kept: for p = ∞ and −∞ the
  /// largest and smallest |x|, for 0 how many elements are not 0. Where it is 0 its gradient is
  /// too. PyTorch `linalg.vector_norm`.
  default Tensor norm(double p, int[] dims, boolean keepDim) {
    return Norms.of(self(), p, dims, keepDim);
  }

  /// ln Σ eˣ over dimensions, without overflow. PyTorch `logsumexp`.
  default Tensor logsumexp(int... dims) {
    return logsumexp(dims, false);
  }

  /// ln Σ eˣ over dimensions, which stay as size 1 if kept, without overflow. PyTorch `logsumexp`.
  default Tensor logsumexp(int[] dims, boolean keepDim) {
    Tensor x = self().to(self().dtype().floating());
    if (x.elements() == 0) {
      return x.exp().sum(dims, keepDim).log();
    }
    Tensor largest = x.detach().amax(dims, true);
    Tensor zero = Tensor.zeros(x.dtype(), Shape.SCALAR);
    Tensor shift = Tensor.where(largest.isFinite(), largest, zero);
    Tensor sum = x.sub(shift).exp().sum(dims, keepDim);
    return sum.log().add(shift.reshape(sum.shape()));
  }

  /// Sum over dimensions of what is not NaN. PyTorch `nansum`.
  default Tensor nansum(int... dims) {
    return nansum(dims, false);
  }

  /// Sum over dimensions, which stay as size 1 if kept, of what is not NaN. PyTorch `nansum`.
  default Tensor nansum(int[] dims, boolean keepDim) {
    Tensor x = self();
    return x.dtype().isFloating()
        ? Tensor.where(x.isNaN(), Tensor.zeros(x.dtype(), Shape.SCALAR), x).sum(dims, keepDim)
        : x.sum(dims, keepDim);
  }

  /// Mean over dimensions of what is not NaN. PyTorch `nanmean`.
  default Tensor nanmean(int... dims) {
    return nanmean(dims, false);
  }

  /// Mean over dimensions, which stay as size 1 if kept, of what is not NaN. PyTorch `nanmean`.
  default Tensor nanmean(int[] dims, boolean keepDim) {
    Tensor x = self().to(self().dtype().floating());
    Tensor count = x.isNaN().not().sum(dims, keepDim).to(x.dtype());
    return x.nansum(dims, keepDim).div(count);
  }

  /// How many elements are not 0, over dimensions; int64. PyTorch `count_nonzero`.
  default Tensor countNonzero(int... dims) {
    return self().ne(0).sum(dims);
  }

  /// Whether every element along a dimension is true (not zero). PyTorch `all`.
  default Tensor all(int dim, boolean keepDim) {
    return all(new int[] {dim}, keepDim);
  }

  /// Whether every element over dimensions is true (not zero). PyTorch `all`.
  default Tensor all(int[] dims, boolean keepDim) {
    return self().eq(0).sum(dims, keepDim).eq(0);
  }

  /// Whether some element along a dimension is true (not zero). PyTorch `any`.
  default Tensor any(int dim, boolean keepDim) {
    return any(new int[] {dim}, keepDim);
  }

  /// Whether some element over dimensions is true (not zero). PyTorch `any`.
  default Tensor any(int[] dims, boolean keepDim) {
    return self().ne(0).sum(dims, keepDim).ne(0);
  }

  /// The smallest and the largest element over one dimension; ties share the gradient. PyTorch
  /// `aminmax`.
  default List<Tensor> aminmax(int dim, boolean keepDim) {
    int[] dims = {dim};
    return List.of(self().amin(dims, keepDim), self().amax(dims, keepDim));
  }
}
