package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// x if x > 0, otherwise `α(e^(x/α) − 1)`, without a kink for any α. PyTorch `CELU` (Barron, 2017).
///
/// @param alpha α, minus the value far below 0; 1 by default
public record CELU(double alpha) implements Layer {
  /// With α = 1.
  public CELU() {
    this(1);
  }

  /// @throws IllegalArgumentException if α is 0
  public CELU {
    if (alpha == 0) {
      throw new IllegalArgumentException("celu: alpha = 0 divides by 0; use another number");
    }
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.celu(alpha);
  }

  /// Such as `CELU(alpha=1.0)`.
  @Override
  public String toString() {
    return "CELU(alpha=" + alpha + ")";
  }
}
