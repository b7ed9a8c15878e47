package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `x/(1 + |x|)`. PyTorch `Softsign`.
public record Softsign() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.softsign();
  }

  /// `Softsign()`.
  @Override
  public String toString() {
    return "Softsign()";
  }
}
