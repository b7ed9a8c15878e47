package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `ln(1 + e^(βx))/β`, and x itself where βx is above a threshold. PyTorch `Softplus`.
///
/// @param beta β; 1 by default
/// @param threshold 20 by default
public record Softplus(double beta, double threshold) implements Layer {
  /// With β = 1, and x itself above 20.
  public Softplus() {
    this(1, 20);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softplus(beta, threshold);
  }

  /// Such as `Softplus(beta=1.0, threshold=20.0)`.
  @Override
  public String toString() {
    return "Softplus(beta=" + beta + ", threshold=" + threshold + ")";
  }
}
