package kierkegrad.nn.init;

/// By how much the weights before a nonlinearity must be larger so that the spread of the values
/// stays the same behind it. PyTorch `calculate_gain`.
public final class Gain {
  /// Of no nonlinearity.
  public static final double LINEAR = 1;

  /// Of the logistic function.
  public static final double SIGMOID = 1;

  /// Of the hyperbolic tangent.
  public static final double TANH = 5.0 / 3;

  /// Of ReLU: √2, because it silences half of its inputs.
  public static final double RELU = Math.sqrt(2);

  /// Of SELU: found by experience. With [#LINEAR] instead, a network normalises itself.
  public static final double SELU = 3.0 / 4;

  private Gain() {}

  /// Of a nonlinearity by PyTorch's name: `linear`, `conv1d` to `conv3d`, `conv_transpose1d` to
  /// `conv_transpose3d`, `sigmoid`, `tanh`, `relu`, `leaky_relu` (with slope 0.01), `selu`.
  ///
  /// @throws IllegalArgumentException if it is none of these
  public static double of(String nonlinearity) {
    return switch (nonlinearity) {
      case "linear",
          "conv1d",
          "conv2d",
          "conv3d",
          "conv_transpose1d",
          "conv_transpose2d",
          "conv_transpose3d" ->
          LINEAR;
      case "sigmoid" -> SIGMOID;
      case "tanh" -> TANH;
      case "relu" -> RELU;
      case "leaky_relu" -> leakyRelu(0.01);
      case "selu" -> SELU;
      default ->
          throw new IllegalArgumentException(
              "gain: no value is known for "
                  + nonlinearity
                  + "; use linear, conv1d, sigmoid, tanh, relu, leaky_relu or selu");
    };
  }

  /// Of leaky ReLU with slope a below 0: `√(2/(1 + a²))`.
  public static double leakyRelu(double a) {
    return Math.sqrt(2 / (1 + a * a));
  }
}
