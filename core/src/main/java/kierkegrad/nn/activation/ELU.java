package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// x if x > 0, otherwise `α(eˣ − 1)`. PyTorch `ELU` (Clevert et al., 2015).
///
/// @param alpha α, minus the value far below 0; 1 by default
public record ELU(double alpha) implements Layer {
  /// With α = 1.
  public ELU() {
    this(1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.elu(alpha);
  }

  /// Such as `ELU(alpha=1.0)`.
  @Override
  public String toString() {
    return "ELU(alpha=" + alpha + ")";
  }
}
