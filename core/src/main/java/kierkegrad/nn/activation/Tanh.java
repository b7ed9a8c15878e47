package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// Hyperbolic tangent. PyTorch `Tanh`.
public record Tanh() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.tanh();
  }

  /// `Tanh()`.
  @Override
  public String toString() {
    return "Tanh()";
  }
}
