package kierkegrad.practice.network;

import java.util.Locale;
import kierkegrad.nn.Linear;
import kierkegrad.nn.init.Fan;
import kierkegrad.nn.init.Init;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// How the first weights of linear layers are drawn.
public enum Initialization {
  /// PyTorch's for `Linear`: weights and biases uniform within ±1/√fan-in.
  DEFAULT,
  /// Normal with deviation √(2 / fan-in), biases 0: for ReLU and its kin (He et al. 2015).
  KAIMING,
  /// Uniform with deviation √(2 / (fan-in + fan-out)), biases 0: for sigmoid and tanh (Glorot and
  /// Bengio 2010).
  XAVIER,
  /// Normal with deviation 1, biases 0: too large for all but the smallest layers.
  NORMAL,
  /// All 0: hidden units then stay equal to each other.
  ZEROS;

  private static final double RELU_GAIN = Math.sqrt(2);

  /// A linear layer with such weights, from the current seed.
  ///
  /// @param gain multiplies the weights
  Linear linear(int in, int out, double gain) {
    Linear layer = new Linear(in, out);
    if (this == DEFAULT && gain == 1) {
      return layer;
    }
    Shape shape = Shape.of(out, in);
    Tensor weight =
        switch (this) {
          case DEFAULT -> layer.weight().value().detach().copy();
          case KAIMING -> Init.kaimingNormal(DType.F32, shape, Fan.IN, RELU_GAIN);
          case XAVIER -> Init.xavierUniform(DType.F32, shape, 1);
          case NORMAL -> Init.normal(DType.F32, shape, 0, 1);
          case ZEROS -> Init.zeros(DType.F32, shape);
        };
    layer.weight().set(weight.mul(gain));
    if (this != DEFAULT) {
      layer.bias().orElseThrow().set(Init.zeros(DType.F32, Shape.of(out)));
    }
    return layer;
  }

  /// The name on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
