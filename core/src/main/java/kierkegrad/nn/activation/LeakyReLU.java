package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// x if x > 0, otherwise `a·x`. PyTorch `LeakyReLU`.
///
/// @param negativeSlope a; 0.01 by default
public record LeakyReLU(double negativeSlope) implements Layer {
  /// With slope 0.01 below 0.
  public LeakyReLU() {
    this(0.01);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.leakyRelu(negativeSlope);
  }

  /// Such as `LeakyReLU(negativeSlope=0.01)`.
  @Override
  public String toString() {
    return "LeakyReLU(negativeSlope=" + negativeSlope + ")";
  }
}
