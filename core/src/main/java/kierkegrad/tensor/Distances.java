package kierkegrad.tensor;

/// How far vectors lie apart.
public sealed interface Distances permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The cosine of the angle between vectors along a dimension, `a·b / (max(‖a‖, ε)·max(‖b‖, ε))`.
  /// Both broadcast. PyTorch `cosine_similarity`.
  default Tensor cosineSimilarity(Tensor b, int dim, double eps) {
    DType type = self().dtype().promote(b.dtype()).floating();
    Shape shape = self().shape().broadcast(b.shape(), "cosine_similarity");
    Tensor x = self().to(type).expand(shape);
    Tensor y = b.to(type).expand(shape);
    int axis = shape.axis(dim);
    return unit(x, axis, eps).mul(unit(y, axis, eps)).sum(axis);
  }

  private static Tensor unit(Tensor x, int dim, double eps) {
    Tensor norm = Lengths.of(x, 2, dim, true);
    // Too short a vector is divided by eps, but the gradient is that of its own length.
    return x.div(norm.add(norm.clampMin(eps).sub(norm).detach()));
  }

  /// The p-norm of `a − b + ε` along the last dimension, which stays as size 1 if kept. Both
  /// broadcast. PyTorch `pairwise_distance`.
  ///
  /// @param p 0 or more, or infinite
  default Tensor pairwiseDistance(Tensor b, double p, double eps, boolean keepDim) {
    Tensor difference = self().sub(b);
    Tensor d = difference.to(difference.dtype().floating()).add(eps);
    return Lengths.of(d, p, -1, keepDim);
  }

  /// The distances of all rows of `[…, p, d]` to all rows of `[…, r, d]`, by a p-norm: `[…, p, r]`.
  /// PyTorch `cdist`.
  default Tensor cdist(Tensor b, double p) {
    if (self().rank() < 2 || b.rank() < 2 || self().size(-1) != b.size(-1)) {
      throw new ShapeException(
          "cdist: "
              + self().shape()
              + " and "
              + b.shape()
              + " do not fit: expects […, p, d] and […, r, d]");
    }
    Tensor difference = self().unsqueeze(-2).sub(b.unsqueeze(-3));
    return Lengths.of(difference.to(difference.dtype().floating()), p, -1, false);
  }

  /// The p-norm of all elements of `a − b`, a scalar. Both broadcast. PyTorch `dist`.
  default Tensor dist(Tensor b, double p) {
    Tensor difference = self().sub(b);
    Tensor d = difference.to(difference.dtype().floating());
    return Lengths.of(d.reshape(d.elements()), p, 0, false);
  }

  /// The distances of all pairs of rows of `[n, d]` by a p-norm, row 0 to rows 1, 2, …, then row 1
  /// to rows 2, …: `[n·(n − 1)/2]`. PyTorch `pdist`.
  default Tensor pdist(double p) {
    if (self().rank() != 2) {
      throw new ShapeException("pdist: " + self().shape() + " are no rows; expects [n, d]");
    }
    int n = self().size(0);
    long[] first = new long[Math.toIntExact(n * (n - 1L) / 2)];
    long[] second = new long[first.length];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        first[at] = i;
        second[at++] = j;
      }
    }
    Tensor x = self().to(self().dtype().floating());
    Tensor difference = x.indexSelect(0, Tensor.of(first)).sub(x.indexSelect(0, Tensor.of(second)));
    return Lengths.of(difference, p, -1, false);
  }
}
