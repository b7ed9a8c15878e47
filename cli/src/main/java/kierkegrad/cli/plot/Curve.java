package kierkegrad.cli.plot;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import kierkegrad.tensor.Tensor;

/// An activation function that can be drawn, with its formula and that of its derivative.
public enum Curve {
  /// The input itself.
  IDENTITY(x -> x, "x", "1"),
  /// max(0, x).
  RELU(Tensor::relu, "max(0, x)", "1 for x > 0, else 0"),
  /// PyTorch's default slope of 0.01 below zero.
  LEAKY_RELU(x -> x.leakyRelu(0.01), "x for x > 0, else 0.01·x", "1 for x > 0, else 0.01"),
  /// The logistic function.
  SIGMOID(Tensor::sigmoid, "1 / (1 + exp(−x))", "f(x)·(1 − f(x))"),
  /// Hyperbolic tangent.
  TANH(Tensor::tanh, "(exp(x) − exp(−x)) / (exp(x) + exp(−x))", "1 − f(x)²"),
  /// A smooth max(0, x).
  SOFTPLUS(Tensor::softplus, "ln(1 + exp(x))", "1 / (1 + exp(−x))"),
  /// The first part of softmax of the vector (x, 0).
  SOFTMAX(Curve::firstOfTwo, "softmax(x, 0)₁ = exp(x) / (exp(x) + 1)", "f(x)·(1 − f(x))");

  private final UnaryOperator<Tensor> function;
  private final String formula;
  private final String derivative;

  Curve(UnaryOperator<Tensor> function, String formula, String derivative) {
    this.function = function;
    this.formula = formula;
    this.derivative = derivative;
  }

  private static Tensor firstOfTwo(Tensor x) {
    return Tensor.stack(1, List.of(x, x.mul(0))).softmax(1).select(1, 0);
  }

  /// The values at these places.
  public Tensor at(Tensor x) {
    return function.apply(x);
  }

  /// The function, such as `max(0, x)`.
  public String formula() {
    return formula;
  }

  /// Its derivative, in terms of x or f(x).
  public String derivative() {
    return derivative;
  }

  /// The name on the command line, such as `leaky_relu`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
