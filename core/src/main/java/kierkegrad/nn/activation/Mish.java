package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `x·tanh(ln(1 + eˣ))`. PyTorch `Mish` (Misra, 2019).
public record Mish() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.mish();
  }

  /// `Mish()`.
  @Override
  public String toString() {
    return "Mish()";
  }
}
