package kierkegrad.nn.init;

import kierkegrad.tensor.DType;
import kierkegrad.tensor.Sampling;
import kierkegrad.tensor.Seed;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Starting values.
public final class Init {
  private Init() {}

  /// PyTorch's default for `Linear`, weight and bias: uniform on ±1/√in.
  public static Tensor linear(DType type, Shape shape, int in) {
    double bound = in == 0 ? 0 : 1 / Math.sqrt(in);
    return Sampling.uniform(Seed.current(), type, shape, -bound, bound);
  }
}
