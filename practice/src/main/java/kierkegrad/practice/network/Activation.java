package kierkegrad.practice.network;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import kierkegrad.nn.Identity;
import kierkegrad.nn.Layer;
import kierkegrad.nn.activation.ELU;
import kierkegrad.nn.activation.GELU;
import kierkegrad.nn.activation.Hardsigmoid;
import kierkegrad.nn.activation.Hardswish;
import kierkegrad.nn.activation.Hardtanh;
import kierkegrad.nn.activation.LeakyReLU;
import kierkegrad.nn.activation.LogSigmoid;
import kierkegrad.nn.activation.Mish;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.ReLU6;
import kierkegrad.nn.activation.SELU;
import kierkegrad.nn.activation.SiLU;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.activation.Softmax;
import kierkegrad.nn.activation.Softplus;
import kierkegrad.nn.activation.Softsign;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.nn.activation.Tanhshrink;
import kierkegrad.tensor.Tensor;

/// The activations of the command line, with the formulas of the function and its derivative.
public enum Activation {
  /// max(0, x).
  RELU(ReLU::new, "max(0, x)", "1 for x > 0, else 0"),
  /// PyTorch's default slope of 0.01 below zero.
  LEAKY_RELU(LeakyReLU::new, "x for x > 0, else 0.01·x", "1 for x > 0, else 0.01"),
  /// The logistic function.
  SIGMOID(Sigmoid::new, "1 / (1 + exp(−x))", "f(x)·(1 − f(x))"),
  /// Hyperbolic tangent.
  TANH(Tanh::new, "(exp(x) − exp(−x)) / (exp(x) + exp(−x))", "1 − f(x)²"),
  /// A smooth max(0, x).
  SOFTPLUS(Softplus::new, "ln(1 + exp(x))", "1 / (1 + exp(−x))"),
  /// ReLU that ends at 6.
  RELU6(ReLU6::new, "min(max(0, x), 6)", "1 for 0 < x < 6, else 0"),
  /// Exponential below zero.
  ELU(ELU::new, "x for x > 0, else exp(x) − 1", "1 for x > 0, else exp(x)"),
  /// ELU scaled so that mean 0 and variance 1 stay.
  SELU(
      SELU::new,
      "1.0507·x for x > 0, else 1.7581·(exp(x) − 1)",
      "1.0507 for x > 0, else 1.7581·exp(x)"),
  /// x times the share of the normal distribution below x.
  GELU(GELU::new, "x·Φ(x)", "Φ(x) + x·φ(x)"),
  /// x times the logistic function, also called swish.
  SILU(SiLU::new, "x / (1 + exp(−x))", "σ(x)·(1 + x·(1 − σ(x)))"),
  /// x times the tanh of softplus.
  MISH(Mish::new, "x·tanh(ln(1 + exp(x)))", "t + x·σ(x)·(1 − t²), t = tanh(ln(1 + exp(x)))"),
  /// The logistic function in three straight pieces.
  HARDSIGMOID(Hardsigmoid::new, "min(max(x + 3, 0), 6) / 6", "1/6 for −3 < x < 3, else 0"),
  /// x times the hard sigmoid.
  HARDSWISH(
      Hardswish::new, "x·min(max(x + 3, 0), 6) / 6", "0 for x < −3, 1 for x > 3, else x/3 + 1/2"),
  /// x between −1 and 1.
  HARDTANH(Hardtanh::new, "min(max(x, −1), 1)", "1 for −1 < x < 1, else 0"),
  /// x divided by its size and one.
  SOFTSIGN(Softsign::new, "x / (1 + |x|)", "1 / (1 + |x|)²"),
  /// x less its tanh.
  TANHSHRINK(Tanhshrink::new, "x − tanh(x)", "tanh(x)²"),
  /// The logarithm of the logistic function.
  LOG_SIGMOID(LogSigmoid::new, "−ln(1 + exp(−x))", "1 / (1 + exp(x))"),
  /// Of a whole layer; as a curve, the first part of softmax of the vector (x, 0).
  SOFTMAX(() -> new Softmax(-1), "softmax(x, 0)₁ = exp(x) / (exp(x) + 1)", "f(x)·(1 − f(x))"),
  /// The input itself.
  IDENTITY(Identity::new, "x", "1");

  private final Supplier<Layer> layer;
  private final String formula;
  private final String derivative;

  Activation(Supplier<Layer> layer, String formula, String derivative) {
    this.layer = layer;
    this.formula = formula;
    this.derivative = derivative;
  }

  /// A layer of it.
  public Layer layer() {
    return layer.get();
  }

  /// The values of its curve at these places `[n]`.
  public Tensor curve(Tensor x) {
    return this == SOFTMAX
        ? Tensor.stack(1, List.of(x, x.mul(0))).softmax(1).select(1, 0)
        : layer().forward(x);
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
