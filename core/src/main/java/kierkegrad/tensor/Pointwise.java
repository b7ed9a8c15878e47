package kierkegrad.tensor;

import java.util.List;
import kierkegrad.op.Binary;
import kierkegrad.op.Cast;
import kierkegrad.op.Clamp;
import kierkegrad.op.Compare;
import kierkegrad.op.Fused;
import kierkegrad.op.Gelu;
import kierkegrad.op.Unary;

/// Operations element by element. Two operands broadcast against each other, and their types
/// promote, as in PyTorch. The formulas and slopes stand beside the ops: [Unary], [Binary],
/// [Compare].
public sealed interface Pointwise permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor number(double value) {
    return Promotion.number(self(), value);
  }

  private Tensor unary(Unary op) {
    DType type = self().dtype();
    boolean widens = op.dtype(List.of(type)) != type;
    return Tensor.apply(op, widens ? self().to(type.floating()) : self());
  }

  /// The same numbers in another type; itself if it has that type. Floating to integer truncates.
  default Tensor to(DType type) {
    return self().dtype() == type ? self() : Tensor.apply(new Cast(type), self());
  }

  /// −x.
  default Tensor neg() {
    return unary(Unary.NEG);
  }

  /// |x|.
  default Tensor abs() {
    return unary(Unary.ABS);
  }

  /// eˣ.
  default Tensor exp() {
    return unary(Unary.EXP);
  }

  /// ln x.
  default Tensor log() {
    return unary(Unary.LOG);
  }

  /// ln(1 + x), accurate near 0.
  default Tensor log1p() {
    return unary(Unary.LOG1P);
  }

  /// eˣ − 1, accurate near 0.
  default Tensor expm1() {
    return unary(Unary.EXPM1);
  }

  /// √x.
  default Tensor sqrt() {
    return unary(Unary.SQRT);
  }

  /// 1/√x.
  default Tensor rsqrt() {
    return unary(Unary.RSQRT);
  }

  /// x².
  default Tensor square() {
    return unary(Unary.SQUARE);
  }

  /// sin x.
  default Tensor sin() {
    return unary(Unary.SIN);
  }

  /// cos x.
  default Tensor cos() {
    return unary(Unary.COS);
  }

  /// tanh x.
  default Tensor tanh() {
    return unary(Unary.TANH);
  }

  /// 1/(1 + e⁻ˣ).
  default Tensor sigmoid() {
    return unary(Unary.SIGMOID);
  }

  /// ln(1 + eˣ).
  default Tensor softplus() {
    return unary(Unary.SOFTPLUS);
  }

  /// max(x, 0); slope 0 at 0.
  default Tensor relu() {
    return unary(Unary.RELU);
  }

  /// The error function.
  default Tensor erf() {
    return unary(Unary.ERF);
  }

  /// 1/x.
  default Tensor reciprocal() {
    return unary(Unary.RECIPROCAL);
  }

  /// −1, 0 or 1.
  default Tensor sign() {
    return unary(Unary.SIGN);
  }

  /// ⌊x⌋.
  default Tensor floor() {
    return unary(Unary.FLOOR);
  }

  /// The nearest integer, halves to even.
  default Tensor round() {
    return unary(Unary.ROUND);
  }

  /// min(max(x, low), high); an infinite bound leaves that side open. Integers stay integers unless
  /// a finite bound has a fraction.
  default Tensor clamp(double low, double high) {
    boolean fraction =
        (Double.isFinite(low) && low != Math.rint(low))
            || (Double.isFinite(high) && high != Math.rint(high));
    return Tensor.apply(
        new Clamp(low, high), fraction ? self().to(self().dtype().floating()) : self());
  }

  /// x·Φ(x), with the normal distribution Φ. PyTorch `gelu`.
  default Tensor gelu() {
    return gelu(false);
  }

  /// x·Φ(x), or its approximation by tanh. PyTorch `gelu(approximate='tanh')`.
  default Tensor gelu(boolean tanh) {
    return Tensor.apply(new Gelu.Value(tanh), self().to(self().dtype().floating()));
  }

  /// a + b.
  default Tensor add(Tensor b) {
    return Promotion.binary(Binary.ADD, self(), b);
  }

  /// a + b.
  default Tensor add(double b) {
    return add(number(b));
  }

  /// a − b.
  default Tensor sub(Tensor b) {
    return Promotion.binary(Binary.SUB, self(), b);
  }

  /// a − b.
  default Tensor sub(double b) {
    return sub(number(b));
  }

  /// a · b.
  default Tensor mul(Tensor b) {
    return Promotion.binary(Binary.MUL, self(), b);
  }

  /// a · b.
  default Tensor mul(double b) {
    return mul(number(b));
  }

  /// a / b; integers become floating first.
  default Tensor div(Tensor b) {
    return Promotion.division(Binary.DIV, self(), b);
  }

  /// a / b; integers become floating first.
  default Tensor div(double b) {
    return div(number(b));
  }

  /// aᵇ.
  default Tensor pow(Tensor b) {
    return Promotion.binary(Binary.POW, self(), b);
  }

  /// aᵇ.
  default Tensor pow(double b) {
    return pow(number(b));
  }

  /// The larger of both; a tie shares the gradient.
  default Tensor maximum(Tensor b) {
    return Promotion.binary(Binary.MAXIMUM, self(), b);
  }

  /// The smaller of both; a tie shares the gradient.
  default Tensor minimum(Tensor b) {
    return Promotion.binary(Binary.MINIMUM, self(), b);
  }

  /// a = b.
  default Tensor eq(Tensor b) {
    return Promotion.comparison(Compare.EQ, self(), b);
  }

  /// a = b.
  default Tensor eq(double b) {
    return eq(number(b));
  }

  /// a ≠ b.
  default Tensor ne(Tensor b) {
    return Promotion.comparison(Compare.NE, self(), b);
  }

  /// a ≠ b.
  default Tensor ne(double b) {
    return ne(number(b));
  }

  /// a < b.
  default Tensor lt(Tensor b) {
    return Promotion.comparison(Compare.LT, self(), b);
  }

  /// a < b.
  default Tensor lt(double b) {
    return lt(number(b));
  }

  /// a ≤ b.
  default Tensor le(Tensor b) {
    return Promotion.comparison(Compare.LE, self(), b);
  }

  /// a ≤ b.
  default Tensor le(double b) {
    return le(number(b));
  }

  /// a > b.
  default Tensor gt(Tensor b) {
    return Promotion.comparison(Compare.GT, self(), b);
  }

  /// a > b.
  default Tensor gt(double b) {
    return gt(number(b));
  }

  /// a ≥ b.
  default Tensor ge(Tensor b) {
    return Promotion.comparison(Compare.GE, self(), b);
  }

  /// a ≥ b.
  default Tensor ge(double b) {
    return ge(number(b));
  }

  /// Both hold. For truth values.
  default Tensor and(Tensor b) {
    return Promotion.binary(Binary.MINIMUM, self().to(DType.BOOL), b.to(DType.BOOL));
  }

  /// At least one holds. For truth values.
  default Tensor or(Tensor b) {
    return Promotion.binary(Binary.MAXIMUM, self().to(DType.BOOL), b.to(DType.BOOL));
  }

  /// The opposite. For truth values. PyTorch `logical_not`.
  default Tensor not() {
    return Tensor.apply(Compare.EQ, self().to(DType.BOOL), Tensor.zeros(DType.BOOL, Shape.SCALAR));
  }

  /// Whether each element is NaN.
  default Tensor isNaN() {
    return ne(self());
  }

  /// eˣ / Σ eˣ along a dimension.
  default Tensor softmax(int dim) {
    return Tensor.apply(
        new Fused.Softmax(self().shape().axis(dim)), self().to(self().dtype().floating()));
  }

  /// x − ln Σ eˣ along a dimension.
  default Tensor logSoftmax(int dim) {
    return Tensor.apply(
        new Fused.LogSoftmax(self().shape().axis(dim)), self().to(self().dtype().floating()));
  }
}
