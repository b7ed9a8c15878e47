package kierkegrad.report.saturation;

import java.util.function.DoubleUnaryOperator;
import kierkegrad.grad.Grad;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The functions of the score z of a class, beside a class of score 0. Two classes are enough:
/// softmax(z, 0)₁ is the sigmoid of z, and log-softmax(z, 0)₁ its logarithm.
public enum Curve {
  /// The probability.
  SIGMOID(
      "Sigmoid, softmax", "σ(z) = 1/(1 + exp(−z))", Curve::sigmoid, z -> sigmoid(z) * sigmoid(-z)),
  /// A smooth max(0, z).
  SOFTPLUS("Softplus", "ln(1 + exp(z))", Curve::softplus, Curve::sigmoid),
  /// The logarithm of the probability, computed as one function.
  LOG_SOFTMAX("LogSoftmax", "ln σ(z)", z -> -softplus(-z), z -> sigmoid(-z)),
  /// The loss of a wrong pairing: squared error of the probability, if the class is the right one.
  SQUARED_ERROR(
      "Sigmoid, then squared error",
      "½·(σ(z) − 1)²",
      z -> sigmoid(-z) * sigmoid(-z) / 2,
      z -> -sigmoid(-z) * sigmoid(-z) * sigmoid(z)),
  /// The loss of the right pairing: cross-entropy on log-softmax.
  CROSS_ENTROPY(
      "LogSoftmax, then cross-entropy",
      "−ln σ(z) = softplus(−z)",
      z -> softplus(-z),
      z -> -sigmoid(-z));

  private final String title;
  private final String formula;
  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator slope;

  Curve(String title, String formula, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    this.title = title;
    this.formula = formula;
    this.value = value;
    this.slope = slope;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }

  /// What it is.
  public String title() {
    return title;
  }

  /// Its formula.
  public String formula() {
    return formula;
  }

  /// Its value, as exactly as float64 has it.
  public double value(double z) {
    return value.applyAsDouble(z);
  }

  /// Its slope, from a closed form that loses no digits.
  public double slope(double z) {
    return slope.applyAsDouble(z);
  }

  /// The function as a network computes it.
  public Tensor of(Tensor z) {
    return switch (this) {
      case SIGMOID -> z.sigmoid();
      case SOFTPLUS -> z.softplus();
      case LOG_SOFTMAX -> z.neg().softplus().neg();
      case SQUARED_ERROR -> z.sigmoid().sub(1).square().mul(0.5);
      case CROSS_ENTROPY -> z.neg().softplus();
    };
  }

  /// The value in float32.
  public double computed(double z) {
    return of(Tensor.full(DType.F32, Shape.SCALAR, z)).item();
  }

  /// The slope in float32, by differentiation.
  public double computedSlope(double z) {
    return Grad.grad(this::of, Tensor.scalar(z)).item();
  }
}
