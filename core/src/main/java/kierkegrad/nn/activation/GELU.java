package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `x·Φ(x)`, with the normal distribution Φ. PyTorch `GELU`.
///
/// @param approximate `none` (the default) or `tanh`: `½x(1 + tanh(√(2/π)·(x + 0.044715x³)))`
public record GELU(String approximate) implements Layer {
  /// The exact function.
  public GELU() {
    this("none");
  }

  /// @throws IllegalArgumentException if it is neither `none` nor `tanh`
  public GELU {
    if (!approximate.equals("none") && !approximate.equals("tanh")) {
      throw new IllegalArgumentException(
          "gelu: approximate = '" + approximate + "' is unknown; use 'none' or 'tanh'");
    }
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.gelu(approximate.equals("tanh"));
  }

  /// Such as `GELU(approximate='none')`.
  @Override
  public String toString() {
    return "GELU(approximate='" + approximate + "')";
  }
}
