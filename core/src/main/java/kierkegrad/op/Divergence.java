package kierkegrad.op;

import java.util.List;
import kierkegrad.tensor.Tensor;

/// How far a prediction x is from a target t, element by element, without parameters: the losses
/// that follow from a distribution, each with its slopes in both.
public enum Divergence implements Composed {
  /// Binary cross-entropy of probabilities; a logarithm is no less than −100, as in PyTorch.
  /// PyTorch `binary_cross_entropy`.
  BINARY(
      "binary_cross_entropy",
      Divergence::binary,
      "−t · ln x − (1 − t) · ln(1 − x)",
      new Slope("(x − t)/(x(1 − x))", (g, in) -> g.mul(binarySlope(in))),
      new Slope("ln(1 − x) − ln x", (g, in) -> g.mul(x(in).neg().log1p().sub(x(in).log())))),
  /// Binary cross-entropy of logits. PyTorch `binary_cross_entropy_with_logits`.
  LOGITS(
      "binary_cross_entropy_with_logits",
      in -> t(in).neg().add(1).mul(x(in)).add(surprise(x(in))),
      "(1 − t) · x − ln σ(x)",
      new Slope("σ(x) − t", (g, in) -> g.mul(t(in).neg().add(1).sub(x(in).neg().sigmoid()))),
      new Slope("−x", (g, in) -> g.mul(x(in)).neg())),
  /// The same with a weight p of what is positive, a third operand.
  WEIGHTED_LOGITS(
      "binary_cross_entropy_with_logits",
      in -> t(in).neg().add(1).mul(x(in)).add(positive(in).mul(surprise(x(in)))),
      "(1 − t) · x − (1 + (p − 1)t) · ln σ(x)",
      new Slope(
          "1 − t − (1 + (p − 1)t) · σ(−x)",
          (g, in) -> g.mul(t(in).neg().add(1).sub(positive(in).mul(x(in).neg().sigmoid())))),
      new Slope(
          "−x − (p − 1) · ln σ(x)",
          (g, in) -> g.mul(in.c().sub(1).mul(surprise(x(in))).sub(x(in)))),
      new Slope("−t · ln σ(x)", (g, in) -> g.mul(t(in).mul(surprise(x(in)))))),
  /// The Kullback–Leibler divergence of log-probabilities x from probabilities t. PyTorch `kl_div`.
  KL(
      "kl_div",
      in -> Tensor.apply(Binary.XLOGY, t(in), t(in)).sub(t(in).mul(x(in))),
      "t · (ln t − x)",
      new Slope("−t", (g, in) -> g.mul(t(in)).neg()),
      new Slope("ln t + 1 − x", (g, in) -> g.mul(t(in).log().add(1).sub(x(in))))),
  /// The same of log-probabilities t. PyTorch `kl_div(log_target=True)`.
  KL_LOG(
      "kl_div",
      in -> t(in).exp().mul(t(in).sub(x(in))),
      "eᵗ · (t − x)",
      new Slope("−eᵗ", (g, in) -> g.mul(t(in).exp()).neg()),
      new Slope("eᵗ · (t − x + 1)", (g, in) -> g.mul(t(in).exp().mul(t(in).sub(x(in)).add(1))))),
  /// Surprise at a count t by the Poisson distribution of mean eˣ, but for ln t!. PyTorch
  /// `poisson_nll_loss`.
  POISSON(
      "poisson_nll_loss",
      in -> x(in).exp().sub(t(in).mul(x(in))),
      "eˣ − t · x",
      new Slope("eˣ − t", (g, in) -> g.mul(x(in).exp().sub(t(in)))),
      new Slope("−x", (g, in) -> g.mul(x(in)).neg())),
  /// Stirling's approximation of ln t! for t > 1, 0 up to it; of t alone.
  STIRLING(
      "stirling",
      in -> beyond(in.a(), Divergence.stirling(in.a())),
      "t · ln t − t + ½ · ln(2π · t) if t > 1 else 0",
      new Slope(
          "ln t + 1/(2 · t) if t > 1 else 0",
          (g, in) -> g.mul(beyond(in.a(), in.a().log().add(in.a().mul(2).reciprocal()))))),
  /// Surprise at t by the normal distribution of mean x and variance v, a third operand, but for a
  /// constant. PyTorch `gaussian_nll_loss`.
  GAUSSIAN(
      "gaussian_nll_loss",
      in -> in.c().log().add(x(in).sub(t(in)).square().div(in.c())).mul(0.5),
      "½(ln v + (x − t)²/v)",
      new Slope("(x − t)/v", (g, in) -> g.mul(x(in).sub(t(in)).div(in.c()))),
      new Slope("(t − x)/v", (g, in) -> g.mul(t(in).sub(x(in)).div(in.c()))),
      new Slope("(1 − (x − t)²/v)/(2 · v)", (g, in) -> g.mul(varianceSlope(in)))),
  /// ln(1 + e^(−t·x)) for classes t of −1 and 1. PyTorch `soft_margin_loss`.
  SOFT_MARGIN(
      "soft_margin_loss",
      in -> surprise(t(in).mul(x(in))),
      "ln(1 + e^(−t · x))",
      new Slope(
          "−t · σ(−t · x)", (g, in) -> g.mul(t(in)).mul(t(in).mul(x(in)).neg().sigmoid()).neg()),
      new Slope(
          "−x · σ(−t · x)", (g, in) -> g.mul(x(in)).mul(t(in).mul(x(in)).neg().sigmoid()).neg()));

  /// The result from the operands.
  @FunctionalInterface
  private interface Value {
    Tensor of(Inputs in);
  }

  /// The gradient in one operand.
  @FunctionalInterface
  private interface Rule {
    Tensor of(Tensor g, Inputs in);
  }

  private record Slope(String text, Rule rule) {}

  private final String opName;
  private final Value value;
  private final List<Slope> slopes;
  private final String text;

  Divergence(String opName, Value value, String text, Slope... slopes) {
    this.opName = opName;
    this.value = value;
    this.slopes = List.of(slopes);
    this.text = text;
  }

  @Override
  public String opName() {
    return opName;
  }

  @Override
  public int operands() {
    return slopes.size();
  }

  @Override
  public Tensor compose(Inputs in) {
    return value.of(in);
  }

  @Override
  public Tensor gradient(int operand, Tensor g, Inputs in) {
    return slopes.get(operand).rule().of(g, in);
  }

  @Override
  public Formula formula() {
    List<String> names =
        switch (this) {
          case STIRLING -> List.of("t");
          case WEIGHTED_LOGITS -> List.of("x", "t", "p");
          default -> List.of("x", "t", "v");
        };
    String[] rules = new String[slopes.size()];
    for (int k = 0; k < rules.length; k++) {
      rules[k] = "dC/d" + names.get(k) + " = dC/dy · (" + slopes.get(k).text() + ")";
    }
    return Formula.of("y = " + text, rules);
  }

  private static Tensor x(Inputs in) {
    return in.a();
  }

  private static Tensor t(Inputs in) {
    return in.b();
  }

  private static Tensor binary(Inputs in) {
    Tensor no = x(in).neg().log1p().clamp(-100, Double.POSITIVE_INFINITY);
    Tensor yes = x(in).log().clamp(-100, Double.POSITIVE_INFINITY);
    return t(in).sub(1).mul(no).sub(t(in).mul(yes));
  }

  /// The divisor is no less than 10⁻¹², as in PyTorch.
  private static Tensor binarySlope(Inputs in) {
    Tensor both = x(in).neg().add(1).mul(x(in)).clamp(1e-12, Double.POSITIVE_INFINITY);
    return x(in).sub(t(in)).div(both);
  }

  private static Tensor varianceSlope(Inputs in) {
    Tensor v = in.c();
    return x(in).sub(t(in)).square().div(v).neg().add(1).div(v).mul(0.5);
  }

  private static Tensor positive(Inputs in) {
    return in.c().sub(1).mul(t(in)).add(1);
  }

  /// −ln σ(x) = max(−x, 0) + ln(1 + e^−|x|).
  private static Tensor surprise(Tensor x) {
    return x.neg().clamp(0, Double.POSITIVE_INFINITY).add(x.abs().neg().exp().log1p());
  }

  private static Tensor stirling(Tensor t) {
    return t.mul(t.log()).sub(t).add(t.mul(2 * Math.PI).log().mul(0.5));
  }

  private static Tensor beyond(Tensor t, Tensor then) {
    return Tensor.where(t.gt(1), then, Curve.zero(t));
  }
}
