package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Element-wise functions of one operand, with the slope at every element.
///
/// The Jacobian of an element-wise function is diagonal, so one rule, *gradient times slope*, is
/// both its vjp and its jvp.
public enum Unary implements Kernel {
  /// Negation. ONNX `Neg`.
  NEG("neg", x -> -x, (g, x, y) -> g.neg(), "−x", "−1"),
  /// Absolute value; slope 0 at 0. ONNX `Abs`.
  ABS("abs", Math::abs, (g, x, y) -> g.mul(x.sign()), "|x|", "sign(x)"),
  /// Exponential. ONNX `Exp`.
  EXP("exp", Math::exp, (g, x, y) -> g.mul(y), "eˣ", "y"),
  /// Natural logarithm. ONNX `Log`.
  LOG("log", Math::log, (g, x, y) -> g.div(x), "ln x", "1/x"),
  /// ln(1 + x), accurate near 0. PyTorch `log1p`.
  LOG1P("log1p", Math::log1p, (g, x, y) -> g.div(x.add(1)), "ln(1 + x)", "1/(1 + x)"),
  /// eˣ − 1, accurate near 0. PyTorch `expm1`.
  EXPM1("expm1", Math::expm1, (g, x, y) -> g.mul(y.add(1)), "eˣ − 1", "y + 1"),
  /// Square root. ONNX `Sqrt`.
  SQRT("sqrt", Math::sqrt, (g, x, y) -> g.div(y.mul(2)), "√x", "1/(2y)"),
  /// Reciprocal square root. PyTorch `rsqrt`.
  RSQRT(
      "rsqrt",
      x -> 1 / Math.sqrt(x),
      (g, x, y) -> g.mul(y.mul(y).mul(y).mul(-0.5)),
      "1/√x",
      "−y³/2"),
  /// Square. PyTorch `square`.
  SQUARE("square", x -> x * x, (g, x, y) -> g.mul(x.mul(2)), "x²", "2x"),
  /// Sine of radians. ONNX `Sin`.
  SIN("sin", Math::sin, (g, x, y) -> g.mul(x.cos()), "sin x", "cos x"),
  /// Cosine of radians. ONNX `Cos`.
  COS("cos", Math::cos, (g, x, y) -> g.mul(x.sin().neg()), "cos x", "−sin x"),
  /// Hyperbolic tangent. ONNX `Tanh`.
  TANH("tanh", Math::tanh, (g, x, y) -> g.mul(y.square().neg().add(1)), "tanh x", "1 − y²"),
  /// Logistic function. ONNX `Sigmoid`.
  SIGMOID(
      "sigmoid",
      Unary::logistic,
      (g, x, y) -> g.mul(y.mul(y.neg().add(1))),
      "1/(1 + e⁻ˣ)",
      "y(1 − y)"),
  /// Smooth ReLU; x itself above 20, as in PyTorch. ONNX `Softplus`.
  SOFTPLUS(
      "softplus",
      x -> x > 20 ? x : Math.log1p(Math.exp(x)),
      (g, x, y) -> Tensor.where(x.gt(20), g, g.mul(x.sigmoid())),
      "ln(1 + eˣ)",
      "σ(x)"),
  /// Rectifier; slope 0 at 0, as in PyTorch. ONNX `Relu`.
  RELU(
      "relu",
      x -> x < 0 ? 0 : x,
      (g, x, y) -> Tensor.where(y.le(0), Tensor.zeros(g.dtype(), Shape.SCALAR), g),
      "max(x, 0)",
      "1 if x > 0 else 0"),
  /// Error function 2/√π ∫₀ˣ e^(−t²) dt. ONNX `Erf`.
  ERF(
      "erf",
      ErrorFunction::erf,
      (g, x, y) -> g.mul(x.square().neg().exp().mul(2 / Math.sqrt(Math.PI))),
      "erf x",
      "2/√π · e^(−x²)"),
  /// Reciprocal. ONNX `Reciprocal`.
  RECIPROCAL("reciprocal", x -> 1 / x, (g, x, y) -> g.mul(y.mul(y).neg()), "1/x", "−y²"),
  /// −1, 0 or 1; NaN gives 0, as in PyTorch. ONNX `Sign`.
  SIGN("sign", x -> x > 0 ? 1 : x < 0 ? -1 : 0, Unary::flat, "sign x", "0"),
  /// Next integer below. ONNX `Floor`.
  FLOOR("floor", Math::floor, Unary::flat, "⌊x⌋", "0"),
  /// Nearest integer, halves to even. ONNX `Round`.
  ROUND("round", Math::rint, Unary::flat, "round x", "0"),
  /// Next integer above. ONNX `Ceil`.
  CEIL("ceil", Math::ceil, Unary::flat, "⌈x⌉", "0"),
  /// Next integer towards 0. PyTorch `trunc`.
  TRUNC("trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x), Unary::flat, "trunc x", "0"),
  /// Tangent of radians. ONNX `Tan`.
  TAN("tan", Math::tan, (g, x, y) -> g.mul(y.square().add(1)), "tan x", "1 + y²"),
  /// Inverse sine. ONNX `Asin`.
  ASIN(
      "asin",
      Math::asin,
      (g, x, y) -> g.mul(x.square().neg().add(1).rsqrt()),
      "arcsin x",
      "1/√(1 − x²)"),
  /// Inverse cosine. ONNX `Acos`.
  ACOS(
      "acos",
      Math::acos,
      (g, x, y) -> g.mul(x.square().neg().add(1).rsqrt().neg()),
      "arccos x",
      "−1/√(1 − x²)"),
  /// Inverse tangent. ONNX `Atan`.
  ATAN("atan", Math::atan, (g, x, y) -> g.div(x.square().add(1)), "arctan x", "1/(1 + x²)"),
  /// Hyperbolic sine. ONNX `Sinh`.
  SINH("sinh", Math::sinh, (g, x, y) -> g.mul(x.cosh()), "sinh x", "cosh x"),
  /// Hyperbolic cosine. ONNX `Cosh`.
  COSH("cosh", Math::cosh, (g, x, y) -> g.mul(x.sinh()), "cosh x", "sinh x"),
  /// Inverse hyperbolic sine. ONNX `Asinh`.
  ASINH(
      "asinh",
      SpecialFunctions::asinh,
      (g, x, y) -> g.mul(x.square().add(1).rsqrt()),
      "arsinh x",
      "1/√(x² + 1)"),
  /// Inverse hyperbolic cosine. ONNX `Acosh`.
  ACOSH(
      "acosh",
      SpecialFunctions::acosh,
      (g, x, y) -> g.mul(x.square().sub(1).rsqrt()),
      "arcosh x",
      "1/√(x² − 1)"),
  /// Inverse hyperbolic tangent. ONNX `Atanh`.
  ATANH(
      "atanh",
      SpecialFunctions::atanh,
      (g, x, y) -> g.div(x.square().neg().add(1)),
      "artanh x",
      "1/(1 − x²)"),
  /// Power of 2. PyTorch `exp2`.
  EXP2("exp2", x -> Math.pow(2, x), (g, x, y) -> g.mul(y.mul(Math.log(2))), "2ˣ", "y · ln 2"),
  /// Logarithm to base 2. PyTorch `log2`.
  LOG2(
      "log2",
      SpecialFunctions::log2,
      (g, x, y) -> g.div(x.mul(Math.log(2))),
      "log₂ x",
      "1/(x · ln 2)"),
  /// Logarithm to base 10. PyTorch `log10`.
  LOG10("log10", Math::log10, (g, x, y) -> g.div(x.mul(Math.log(10))), "log₁₀ x", "1/(x · ln 10)"),
  /// Complementary error function 1 − erf x, accurate where erf x is near 1. PyTorch `erfc`.
  ERFC(
      "erfc",
      ErrorFunction::erfc,
      (g, x, y) -> g.mul(x.square().neg().exp().mul(-2 / Math.sqrt(Math.PI))),
      "1 − erf x",
      "−2/√π · e^(−x²)"),
  /// Inverse error function. PyTorch `erfinv`.
  ERFINV(
      "erfinv",
      ErrorFunction::inverse,
      (g, x, y) -> g.mul(y.square().exp().mul(Math.sqrt(Math.PI) / 2)),
      "erf⁻¹ x",
      "√π/2 · e^(y²)"),
  /// Logarithm of the size of the gamma function. PyTorch `lgamma`.
  LGAMMA("lgamma", Gamma::log, (g, x, y) -> g.mul(x.digamma()), "ln |Γ(x)|", "ψ(x)");

  /// Gradient times slope, from the gradient, the operand and the result.
  @FunctionalInterface
  private interface Rule {
    Tensor apply(Tensor g, Tensor x, Tensor y);
  }

  private final String opName;
  private final DoubleUnaryOperator function;
  private final Rule rule;
  private final Formula formula;

  Unary(String opName, DoubleUnaryOperator function, Rule rule, String value, String slope) {
    this.opName = opName;
    this.function = function;
    this.rule = rule;
    this.formula = Formula.of("y = " + value, "dC/dx = dC/dy · (" + slope + ")");
  }

  /// The function on one number: the definition, and the reference for every kernel.
  public DoubleUnaryOperator function() {
    return function;
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 1);
    return in.getFirst();
  }

  /// Functions that keep integers whole keep their type; the others make them floating.
  @Override
  public DType dtype(List<DType> in) {
    return switch (this) {
      case NEG, ABS, SQUARE, SIGN, FLOOR, CEIL, TRUNC, ROUND, RELU -> in.getFirst();
      default -> in.getFirst().floating();
    };
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(() -> rule.apply(g, in.a(), y));
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return tangents.getFirst().map(t -> rule.apply(t, in.a(), y));
  }

  @Override
  public Formula formula() {
    return formula;
  }

  @Override
  public String opName() {
    return opName;
  }

  private static Tensor flat(Tensor g, Tensor x, Tensor y) {
    return Tensor.zeros(g.dtype(), g.shape());
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
