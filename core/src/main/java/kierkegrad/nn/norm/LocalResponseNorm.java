package kierkegrad.nn.norm;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// Each element of `[n, c, …]` divided by `(k + α·m)^β`, where m is the mean of the squares of the
/// elements at the same place in `size` neighbouring channels, zeros outside. PyTorch
/// `LocalResponseNorm` (Krizhevsky et al., 2012).
///
/// @param size how many channels
/// @param alpha α; 1e-4 by default
/// @param beta β; 0.75 by default
/// @param k 1 by default
public record LocalResponseNorm(int size, double alpha, double beta, double k) implements Layer {
  /// With PyTorch's numbers.
  public LocalResponseNorm(int size) {
    this(size, 1e-4, 0.75, 1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.localResponseNorm(size, alpha, beta, k);
  }

  /// Such as `LocalResponseNorm(2, alpha=1.0E-4, beta=0.75, k=1.0)`.
  @Override
  public String toString() {
    return "LocalResponseNorm(" + size + ", alpha=" + alpha + ", beta=" + beta + ", k=" + k + ")";
  }
}
