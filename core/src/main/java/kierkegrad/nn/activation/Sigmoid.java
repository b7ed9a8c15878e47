package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `1/(1 + e⁻ˣ)`. PyTorch `Sigmoid`.
public record Sigmoid() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.sigmoid();
  }

  /// `Sigmoid()`.
  @Override
  public String toString() {
    return "Sigmoid()";
  }
}
