package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Element-wise functions of two operands that broadcast, with the slope in each.
public enum Binary implements Kernel {
  /// Sum. ONNX `Add`.
  ADD("add", Double::sum, (g, a, b, y) -> g, (g, a, b, y) -> g, "a + b", "1", "1"),
  /// Difference. ONNX `Sub`.
  SUB("sub", (a, b) -> a - b, (g, a, b, y) -> g, (g, a, b, y) -> g.neg(), "a − b", "1", "−1"),
  /// Product. ONNX `Mul`.
  MUL(
      "mul",
      (a, b) -> a * b,
      (g, a, b, y) -> g.mul(b),
      (g, a, b, y) -> g.mul(a),
      "a · b",
      "b",
      "a"),
  /// Quotient. ONNX `Div`.
  DIV(
      "div",
      (a, b) -> a / b,
      (g, a, b, y) -> g.div(b),
      (g, a, b, y) -> g.mul(a.div(b).div(b).neg()),
      "a / b",
      "1/b",
      "−a/b²"),
  /// Power. The slope in a is 0 where b = 0, that in b is 0 where a = 0 ≤ b, as in PyTorch. ONNX
  /// `Pow`.
  POW(
      "pow",
      SpecialFunctions::power,
      Binary::powBase,
      Binary::powExponent,
      "aᵇ",
      "b·aᵇ⁻¹",
      "y·ln a"),
  /// The larger; at a tie each gets half the gradient, as in PyTorch. ONNX `Max`.
  MAXIMUM(
      "maximum",
      Math::max,
      (g, a, b, y) -> share(g, a, b, a.lt(b)),
      (g, a, b, y) -> share(g, a, b, b.lt(a)),
      "max(a, b)",
      "1 if a > b, ½ if a = b, else 0",
      "1 if b > a, ½ if a = b, else 0"),
  /// The smaller; at a tie each gets half the gradient, as in PyTorch. ONNX `Min`.
  MINIMUM(
      "minimum",
      Math::min,
      (g, a, b, y) -> share(g, a, b, a.gt(b)),
      (g, a, b, y) -> share(g, a, b, b.gt(a)),
      "min(a, b)",
      "1 if a < b, ½ if a = b, else 0",
      "1 if b < a, ½ if a = b, else 0"),
  /// Angle of the point (b, a), from −π to π. PyTorch `atan2`.
  ATAN2(
      "atan2",
      Math::atan2,
      (g, a, b, y) -> g.mul(b).div(a.square().add(b.square())),
      (g, a, b, y) -> g.mul(a.neg()).div(a.square().add(b.square())),
      "arctan(a/b)",
      "b/(a² + b²)",
      "−a/(a² + b²)"),
  /// Length of the hypotenuse. PyTorch `hypot`.
  HYPOT(
      "hypot",
      Math::hypot,
      (g, a, b, y) -> g.mul(a.div(y)),
      (g, a, b, y) -> g.mul(b.div(y)),
      "√(a² + b²)",
      "a/y",
      "b/y"),
  /// Logarithm of the sum of exponentials, without overflow. PyTorch `logaddexp`.
  LOGADDEXP(
      "logaddexp",
      SpecialFunctions::logAddExp,
      (g, a, b, y) -> g.mul(a.sub(b).sigmoid()),
      (g, a, b, y) -> g.mul(b.sub(a).sigmoid()),
      "ln(eᵃ + eᵇ)",
      "σ(a − b)",
      "σ(b − a)"),
  /// a · ln b; 0 where a = 0, unless b is NaN. PyTorch `xlogy`.
  XLOGY(
      "xlogy",
      SpecialFunctions::xlogy,
      Binary::xlogyFactor,
      (g, a, b, y) -> g.mul(a.div(b)),
      "a · ln b",
      "ln b",
      "a/b"),
  /// Remainder with the sign of a. PyTorch `fmod`, ONNX `Mod(fmod=1)`.
  FMOD(
      "fmod",
      (a, b) -> a % b,
      (g, a, b, y) -> g,
      (g, a, b, y) -> g.mul(a.div(b).trunc().neg()),
      "a − b · trunc(a/b)",
      "1",
      "−trunc(a/b)"),
  /// Remainder with the sign of b, Python's `%`. PyTorch `remainder`, ONNX `Mod`.
  REMAINDER(
      "remainder",
      SpecialFunctions::remainder,
      (g, a, b, y) -> g,
      (g, a, b, y) -> g.mul(a.floorDivide(b).neg()),
      "a − b · ⌊a/b⌋",
      "1",
      "−⌊a/b⌋"),
  /// Next integer below the quotient, Python's `//`. PyTorch `floor_divide`.
  FLOOR_DIVIDE(
      "floor_divide",
      SpecialFunctions::floorDivide,
      (g, a, b, y) -> Tensor.zeros(g.dtype(), g.shape()),
      (g, a, b, y) -> Tensor.zeros(g.dtype(), g.shape()),
      "⌊a/b⌋",
      "0",
      "0");

  /// Gradient times slope in one operand.
  @FunctionalInterface
  private interface Rule {
    Tensor apply(Tensor g, Tensor a, Tensor b, Tensor y);
  }

  private final String opName;
  private final DoubleBinaryOperator function;
  private final Rule inA;
  private final Rule inB;
  private final Formula formula;

  Binary(
      String opName,
      DoubleBinaryOperator function,
      Rule inA,
      Rule inB,
      String value,
      String slopeA,
      String slopeB) {
    this.opName = opName;
    this.function = function;
    this.inA = inA;
    this.inB = inB;
    this.formula =
        Formula.of(
            "y = " + value, "dC/da = dC/dy · (" + slopeA + ")", "dC/db = dC/dy · (" + slopeB + ")");
  }

  /// The function on two numbers: the definition, and the reference for every kernel.
  public DoubleBinaryOperator function() {
    return function;
  }

  @Override
  public String opName() {
    return opName;
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 2);
    return in.getFirst().broadcast(in.getLast(), opName);
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(
        () -> inA.apply(g, in.a(), in.b(), y), () -> inB.apply(g, in.a(), in.b(), y));
  }

  @Override
  public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    BinaryOperator<Tensor> sum = Tensor::add;
    return Stream.of(
            tangents.getFirst().map(t -> inA.apply(t, in.a(), in.b(), y)),
            tangents.getLast().map(t -> inB.apply(t, in.a(), in.b(), y)))
        .flatMap(Optional::stream)
        .reduce(sum)
        .map(t -> t.expand(y.shape()));
  }

  @Override
  public Formula formula() {
    return formula;
  }

  private static Tensor share(Tensor g, Tensor a, Tensor b, Tensor loses) {
    Tensor zero = Tensor.zeros(g.dtype(), Shape.SCALAR);
    return Tensor.where(loses, zero, Tensor.where(a.eq(b), g.mul(0.5), g));
  }

  private static Tensor xlogyFactor(Tensor g, Tensor a, Tensor b, Tensor y) {
    Tensor zero = Tensor.zeros(g.dtype(), Shape.SCALAR);
    return Tensor.where(a.eq(0).and(b.le(0)), zero, g.xlogy(b));
  }

  private static Tensor powBase(Tensor g, Tensor a, Tensor b, Tensor y) {
    Tensor zero = Tensor.zeros(g.dtype(), Shape.SCALAR);
    return Tensor.where(b.eq(0), zero, g.mul(b.mul(a.pow(b.sub(1)))));
  }

  private static Tensor powExponent(Tensor g, Tensor a, Tensor b, Tensor y) {
    Tensor zero = Tensor.zeros(g.dtype(), Shape.SCALAR);
    return Tensor.where(a.eq(0).and(b.ge(0)), zero, g.mul(y.mul(a.log())));
  }
}
