package kierkegrad.tensor;

import kierkegrad.op.Order;
import kierkegrad.op.Recurrence;
import kierkegrad.op.Scan;

/// Everything up to each element along a dimension.
public sealed interface Scanning permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Running sum along a dimension. PyTorch `cumsum`.
  default Tensor cumsum(int dim) {
    return Tensor.apply(new Scan(Scan.Kind.SUM, self().shape().axis(dim)), self());
  }

  /// Running product along a dimension. Its gradient is right where factors are 0. PyTorch
  /// `cumprod`.
  default Tensor cumprod(int dim) {
    return Tensor.apply(new Scan(Scan.Kind.PROD, self().shape().axis(dim)), self());
  }

  /// Running ln Σ eˣ along a dimension, without overflow. PyTorch `logcumsumexp`.
  default Tensor logcumsumexp(int dim) {
    Tensor x = self().to(self().dtype().floating());
    return Tensor.apply(new Scan(Scan.Kind.LOGSUMEXP, self().shape().axis(dim)), x);
  }

  /// Running maximum along a dimension and its index, the last one at a tie; that one takes the
  /// whole gradient. PyTorch `cummax`.
  default Reductions.Extreme cummax(int dim) {
    return running(true, dim);
  }

  /// Running minimum along a dimension and its index, the last one at a tie; that one takes the
  /// whole gradient. PyTorch `cummin`.
  default Reductions.Extreme cummin(int dim) {
    return running(false, dim);
  }

  private Reductions.Extreme running(boolean largest, int dim) {
    Tensor x = self();
    int axis = x.shape().axis(dim);
    Tensor last = x.transpose(axis, -1);
    Tensor index = Tensor.apply(new Order.ArgScan(largest), last).transpose(axis, -1);
    return new Reductions.Extreme(x.gather(axis, index), index);
  }

  /// `yᵢ = xᵢ·yᵢ₋₁ + bᵢ` along a dimension, from y = 0: a linear recurrence, such as an exponential
  /// average or the state of a linear state-space model. This and `b` broadcast.
  default Tensor recurrence(int dim, Tensor b) {
    DType type = self().dtype().promote(b.dtype()).floating();
    Shape shape = self().shape().broadcast(b.shape(), "recurrence");
    Tensor factors = self().to(type).expand(shape);
    return Tensor.apply(new Recurrence(shape.axis(dim)), factors, b.to(type).expand(shape));
  }

  /// Differences of neighbours along a dimension; of truth values, whether they differ. PyTorch
  /// `diff`.
  default Tensor diff(int dim) {
    Tensor x = self();
    if (x.rank() == 0) {
      throw new ShapeException("diff: a scalar has no neighbours; needs at least one dimension");
    }
    int n = Math.max(0, x.size(dim) - 1);
    Tensor later = x.narrow(dim, Math.min(1, x.size(dim)), n);
    Tensor earlier = x.narrow(dim, 0, n);
    return x.dtype() == DType.BOOL ? later.xor(earlier) : later.sub(earlier);
  }

  /// Differences of neighbours, taken `n` times. PyTorch `diff(n=…)`.
  default Tensor diff(int n, int dim) {
    if (n < 0) {
      throw new IllegalArgumentException("diff: " + n + " times; use at least 0");
    }
    Tensor result = self();
    for (int i = 0; i < n; i++) {
      result = result.diff(dim);
    }
    return result;
  }
}
