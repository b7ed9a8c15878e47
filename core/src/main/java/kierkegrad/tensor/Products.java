package kierkegrad.tensor;

import java.util.Optional;
import kierkegrad.op.Fused;
import kierkegrad.op.MatMul;

/// Matrix products.
public sealed interface Products permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Matrix product by PyTorch's rule: vector · vector is a number, a vector counts as a row on the
  /// left and as a column on the right, leading dimensions broadcast.
  default Tensor matmul(Tensor b) {
    Tensor a = self();
    if (a.rank() == 0 || b.rank() == 0) {
      throw new ShapeException(
          "matmul: " + a.shape() + " · " + b.shape() + ": a scalar is no matrix; use mul");
    }
    if (a.rank() == 1) {
      return a.unsqueeze(0).matmul(b).squeeze(b.rank() == 1 ? 0 : -2);
    }
    if (b.rank() == 1) {
      return a.matmul(b.unsqueeze(1)).squeeze(-1);
    }
    DType type = a.dtype().promote(b.dtype());
    return Tensor.apply(new MatMul(), a.to(type), b.to(type));
  }

  /// `x·Wᵀ + b` for x `[…, in]`, W `[out, in]` and b `[out]`. PyTorch `linear`.
  default Tensor linear(Tensor weight, Tensor bias) {
    Tensor x = self();
    DType type = x.dtype().promote(weight.dtype()).promote(bias.dtype());
    return type.isFloating()
        ? Tensor.apply(
            new Fused.Linear(Optional.empty()), x.to(type), weight.to(type), bias.to(type))
        : x.matmul(weight.mT()).add(bias);
  }
}
