package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `min(max(x, low), high)`; slope 0 at both bounds. PyTorch `Hardtanh`.
///
/// @param minVal low; −1 by default
/// @param maxVal high; 1 by default
public record Hardtanh(double minVal, double maxVal) implements Layer {
  /// From −1 to 1.
  public Hardtanh() {
    this(-1, 1);
  }

  /// @throws IllegalArgumentException if the upper bound is not above the lower one
  public Hardtanh {
    if (!(maxVal > minVal)) {
      throw new IllegalArgumentException(
          "hardtanh: maxVal " + maxVal + " is not above minVal " + minVal);
    }
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.hardtanh(minVal, maxVal);
  }

  /// Such as `Hardtanh(min_val=-1.0, max_val=1.0)`.
  @Override
  public String toString() {
    return "Hardtanh(min_val=" + minVal + ", max_val=" + maxVal + ")";
  }
}
