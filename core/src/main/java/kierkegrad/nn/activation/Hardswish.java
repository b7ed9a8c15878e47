package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `x · min(max(x + 3, 0), 6)/6`. PyTorch `Hardswish` (Howard et al., 2019).
public record Hardswish() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.hardswish();
  }

  /// `Hardswish()`.
  @Override
  public String toString() {
    return "Hardswish()";
  }
}
