package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// 0 for |x| ≤ λ, beyond it x. PyTorch `Hardshrink`.
///
/// @param lambda λ; 0.5 by default
public record Hardshrink(double lambda) implements Layer {
  /// With λ = 0.5.
  public Hardshrink() {
    this(0.5);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.hardshrink(lambda);
  }

  /// Such as `Hardshrink(0.5)`.
  @Override
  public String toString() {
    return "Hardshrink(" + lambda + ")";
  }
}
