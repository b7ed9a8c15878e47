package kierkegrad.cli.network;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import kierkegrad.nn.Identity;
import kierkegrad.nn.Layer;
import kierkegrad.nn.activation.LeakyReLU;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.activation.Softmax;
import kierkegrad.nn.activation.Softplus;
import kierkegrad.nn.activation.Tanh;
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
