package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `x − tanh x`. PyTorch `Tanhshrink`.
public record Tanhshrink() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.tanhshrink();
  }

  /// `Tanhshrink()`.
  @Override
  public String toString() {
    return "Tanhshrink()";
  }
}
