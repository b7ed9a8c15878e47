package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// x if x > threshold, otherwise the value. PyTorch `Threshold`.
///
/// @param threshold what x must exceed
/// @param value what stands for the rest
public record Threshold(double threshold, double value) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.threshold(threshold, value);
  }

  /// Such as `Threshold(threshold=1.0, value=0.0)`.
  @Override
  public String toString() {
    return "Threshold(threshold=" + threshold + ", value=" + value + ")";
  }
}
