package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `min(max(x, 0), 6)`. PyTorch `ReLU6`.
public record ReLU6() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.relu6();
  }

  /// `ReLU6()`.
  @Override
  public String toString() {
    return "ReLU6()";
  }
}
