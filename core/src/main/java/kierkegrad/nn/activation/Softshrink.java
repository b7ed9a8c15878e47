package kierkegrad.nn.activation;

import kierkegrad.check.Require;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// 0 for |x| ≤ λ, beyond it x moved towards 0 by λ. PyTorch `Softshrink`.
///
/// @param lambda λ, 0 or more; 0.5 by default
public record Softshrink(double lambda) implements Layer {
  /// With λ = 0.5.
  public Softshrink() {
    this(0.5);
  }

  /// @throws IllegalArgumentException if λ is below 0
  public Softshrink {
    Require.notNegative("softshrink", "lambda", lambda);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softshrink(lambda);
  }

  /// Such as `Softshrink(0.5)`.
  @Override
  public String toString() {
    return "Softshrink(" + lambda + ")";
  }
}
