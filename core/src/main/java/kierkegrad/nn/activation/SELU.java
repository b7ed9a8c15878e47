package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `s·x` if x > 0, otherwise `s·α(eˣ − 1)` with α = 1.67326… and s = 1.05070…, so that layers keep
/// mean 0 and variance 1. PyTorch `SELU` (Klambauer et al., 2017).
public record SELU() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.selu();
  }

  /// `SELU()`.
  @Override
  public String toString() {
    return "SELU()";
  }
}
