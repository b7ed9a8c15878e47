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

  private Gain() {}

  /// Of leaky ReLU with slope a below 0: `√(2/(1 + a²))`.
  public static double leakyRelu(double a) {
    return Math.sqrt(2 / (1 + a * a));
  }
}
