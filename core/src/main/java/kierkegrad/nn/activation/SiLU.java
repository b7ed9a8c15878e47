package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `x·σ(x)`, also called swish. PyTorch `SiLU` (Elfwing et al., 2017).
public record SiLU() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.silu();
  }

  /// `SiLU()`.
  @Override
  public String toString() {
    return "SiLU()";
  }
}
