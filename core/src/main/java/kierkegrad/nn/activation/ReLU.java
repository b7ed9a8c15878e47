package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `max(x, 0)`. PyTorch `ReLU`.
///
/// @param slopeAtZero the slope at exactly 0, from 0 to 1: 0 by default, as in PyTorch. The value
///   is the same for all
public record ReLU(double slopeAtZero) implements Layer {
  /// PyTorch's: slope 0 at 0.
  public ReLU() {
    this(0);
  }

  /// @throws IllegalArgumentException if the slope is not from 0 to 1
  public ReLU {
    if (!(slopeAtZero >= 0 && slopeAtZero <= 1)) {
      throw new IllegalArgumentException(
          "relu: slope " + slopeAtZero + " at 0 lies not between those beside it; use 0 to 1");
    }
  }

  /// The lectures': slope 1 at 0.
  public static ReLU lecture() {
    return new ReLU(1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return slopeAtZero == 0 ? x.relu() : Tensor.where(x.eq(0), x.mul(slopeAtZero), x.relu());
  }

  /// `ReLU()`, or such as `ReLU(slopeAtZero=1.0)`.
  @Override
  public String toString() {
    return slopeAtZero == 0 ? "ReLU()" : "ReLU(slopeAtZero=" + slopeAtZero + ")";
  }
}
