package kierkegrad.op;

import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Activation functions without parameters, each with its slope. Values and slopes at the edge of
/// the numbers are PyTorch's.
public enum Curve implements Composed {
  /// x·σ(x), also called swish (Elfwing et al., 2017). PyTorch `silu`.
  SILU("silu", x -> x.mul(x.sigmoid()), Curve::siluSlope, "x · σ(x)", "σ(x)(1 + x(1 − σ(x)))"),
  /// x·tanh(softplus(x)) (Misra, 2019). PyTorch `mish`.
  MISH(
      "mish",
      x -> x.mul(x.softplus().tanh()),
      Curve::mishSlope,
      "x · tanh(softplus(x))",
      "t + x · σ(x)(1 − t²) with t = tanh(softplus(x))"),
  /// ln σ(x), without overflow. PyTorch `logsigmoid`.
  LOG_SIGMOID(
      "log_sigmoid",
      x -> below(x).sub(x.abs().neg().exp().log1p()),
      x -> x.neg().sigmoid(),
      "ln σ(x)",
      "σ(−x)"),
  /// A line from (−3, 0) to (3, 1). PyTorch `hardsigmoid`.
  HARDSIGMOID(
      "hardsigmoid",
      x -> x.add(3).clamp(0, 6).div(6),
      x -> inside(x, -3, 3, number(x, 1 / 6.0), zero(x)),
      "min(max(x + 3, 0), 6)/6",
      "1/6 if −3 < x < 3 else 0"),
  /// x times the hard sigmoid of x (Howard et al., 2019). PyTorch `hardswish`.
  HARDSWISH(
      "hardswish",
      x -> x.mul(x.add(3).clamp(0, 6)).div(6),
      Curve::hardswishSlope,
      "x · min(max(x + 3, 0), 6)/6",
      "x/3 + ½ if −3 < x < 3, 1 above, 0 below"),
  /// x − tanh x. PyTorch `tanhshrink`.
  TANHSHRINK("tanhshrink", x -> x.sub(x.tanh()), x -> x.tanh().square(), "x − tanh x", "tanh² x"),
  /// x/(1 + |x|). PyTorch `softsign`.
  SOFTSIGN(
      "softsign",
      x -> x.div(x.abs().add(1)),
      x -> x.abs().add(1).reciprocal().square(),
      "x/(1 + |x|)",
      "1/(1 + |x|)²"),
  /// ELU with α = 1.67326… and everything times s = 1.05070…, with which mean 0 and variance 1 stay
  /// (Klambauer et al., 2017). PyTorch `selu`.
  SELU(
      "selu",
      Elus::selu,
      Elus::seluSlope,
      "s · x if x > 0 else s · α(eˣ − 1)",
      "s if x > 0 else s · αeˣ");

  /// A function in tensor operations.
  @FunctionalInterface
  private interface Rule {
    Tensor of(Tensor x);
  }

  private final String opName;
  private final Rule value;
  private final Rule slope;
  private final Formula formula;

  Curve(String opName, Rule value, Rule slope, String y, String s) {
    this.opName = opName;
    this.value = value;
    this.slope = slope;
    this.formula = Formula.of("y = " + y, "dC/dx = dC/dy · (" + s + ")");
  }

  @Override
  public String opName() {
    return opName;
  }

  @Override
  public int operands() {
    return 1;
  }

  @Override
  public Tensor compose(Inputs in) {
    return value.of(in.a());
  }

  @Override
  public Tensor gradient(int operand, Tensor g, Inputs in) {
    return g.mul(slope.of(in.a()));
  }

  @Override
  public Formula formula() {
    return formula;
  }

  private static Tensor siluSlope(Tensor x) {
    Tensor s = x.sigmoid();
    return s.mul(x.mul(s.neg().add(1)).add(1));
  }

  private static Tensor mishSlope(Tensor x) {
    Tensor t = x.softplus().tanh();
    return t.add(x.mul(x.sigmoid()).mul(t.square().neg().add(1)));
  }

  private static Tensor hardswishSlope(Tensor x) {
    Tensor rising = Tensor.where(x.ge(3), number(x, 1), x.div(3).add(0.5));
    return Tensor.where(x.le(-3), zero(x), rising);
  }

  /// `then` where low < x < high.
  static Tensor inside(Tensor x, double low, double high, Tensor then, Tensor otherwise) {
    return Tensor.where(x.gt(low).and(x.lt(high)), then, otherwise);
  }

  /// min(x, 0).
  static Tensor below(Tensor x) {
    return x.clamp(Double.NEGATIVE_INFINITY, 0);
  }

  static Tensor zero(Tensor x) {
    return number(x, 0);
  }

  static Tensor number(Tensor x, double value) {
    return Tensor.full(x.dtype(), Shape.SCALAR, value);
  }
}
