package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `min(max(x + 3, 0), 6)/6`: a sigmoid of three lines. PyTorch `Hardsigmoid`.
public record Hardsigmoid() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.hardsigmoid();
  }

  /// `Hardsigmoid()`.
  @Override
  public String toString() {
    return "Hardsigmoid()";
  }
}
