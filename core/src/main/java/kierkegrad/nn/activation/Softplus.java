package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `ln(1 + eˣ)`, and x itself above 20. PyTorch `Softplus`.
public record Softplus() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.softplus();
  }

  /// `Softplus()`.
  @Override
  public String toString() {
    return "Softplus()";
  }
}
