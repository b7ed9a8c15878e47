package kierkegrad.tensor;

import java.util.List;
import kierkegrad.op.Binary;
import kierkegrad.op.Polygamma;
import kierkegrad.op.Unary;

/// Functions element by element: trigonometric, hyperbolic, logarithms, special ones, remainders.
/// The formulas and slopes stand beside the ops: [Unary], [Binary], [Polygamma].
public sealed interface Functions permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor number(double value) {
    return Promotion.number(self(), value);
  }

  private Tensor function(Unary op) {
    DType type = self().dtype();
    boolean widens = op.dtype(List.of(type)) != type;
    return Tensor.apply(op, widens ? self().to(type.floating()) : self());
  }

  /// Tangent of radians. PyTorch `tan`.
  default Tensor tan() {
    return function(Unary.TAN);
  }

  /// Inverse sine, NaN outside [−1, 1]. PyTorch `asin`.
  default Tensor asin() {
    return function(Unary.ASIN);
  }

  /// Inverse cosine, NaN outside [−1, 1]. PyTorch `acos`.
  default Tensor acos() {
    return function(Unary.ACOS);
  }

  /// Inverse tangent. PyTorch `atan`.
  default Tensor atan() {
    return function(Unary.ATAN);
  }

  /// Hyperbolic sine. PyTorch `sinh`.
  default Tensor sinh() {
    return function(Unary.SINH);
  }

  /// Hyperbolic cosine. PyTorch `cosh`.
  default Tensor cosh() {
    return function(Unary.COSH);
  }

  /// Inverse hyperbolic sine. PyTorch `asinh`.
  default Tensor asinh() {
    return function(Unary.ASINH);
  }

  /// Inverse hyperbolic cosine, NaN below 1. PyTorch `acosh`.
  default Tensor acosh() {
    return function(Unary.ACOSH);
  }

  /// Inverse hyperbolic tangent, NaN outside [−1, 1]. PyTorch `atanh`.
  default Tensor atanh() {
    return function(Unary.ATANH);
  }

  /// 2ˣ. PyTorch `exp2`.
  default Tensor exp2() {
    return function(Unary.EXP2);
  }

  /// Logarithm to base 2. PyTorch `log2`.
  default Tensor log2() {
    return function(Unary.LOG2);
  }

  /// Logarithm to base 10. PyTorch `log10`.
  default Tensor log10() {
    return function(Unary.LOG10);
  }

  /// ⌈x⌉, the next integer above. PyTorch `ceil`.
  default Tensor ceil() {
    return function(Unary.CEIL);
  }

  /// The next integer towards 0. PyTorch `trunc`.
  default Tensor trunc() {
    return function(Unary.TRUNC);
  }

  /// 1 − erf x, accurate for large x. PyTorch `erfc`.
  default Tensor erfc() {
    return function(Unary.ERFC);
  }

  /// The number whose error function is x. PyTorch `erfinv`.
  default Tensor erfinv() {
    return function(Unary.ERFINV);
  }

  /// ln |Γ(x)|. PyTorch `lgamma`.
  default Tensor lgamma() {
    return function(Unary.LGAMMA);
  }

  /// ψ(x), the derivative of ln Γ(x). PyTorch `digamma`.
  default Tensor digamma() {
    return polygamma(0);
  }

  /// Derivative number n of ψ(x). PyTorch `polygamma(n, x)`.
  default Tensor polygamma(int n) {
    return Tensor.apply(new Polygamma(n), self().to(self().dtype().floating()));
  }

  /// x − trunc x, with the sign of x. PyTorch `frac`.
  default Tensor frac() {
    return self().sub(trunc());
  }

  /// ln(x/(1 − x)), the inverse of the sigmoid. PyTorch `logit`.
  default Tensor logit() {
    return self().to(self().dtype().floating()).log().sub(self().neg().log1p());
  }

  /// The angle of the point (b, this), from −π to π. PyTorch `atan2`.
  default Tensor atan2(Tensor b) {
    return Promotion.division(Binary.ATAN2, self(), b);
  }

  /// √(a² + b²), without overflow. PyTorch `hypot`.
  default Tensor hypot(Tensor b) {
    return Promotion.division(Binary.HYPOT, self(), b);
  }

  /// ln(eᵃ + eᵇ), without overflow. PyTorch `logaddexp`.
  default Tensor logaddexp(Tensor b) {
    return Promotion.division(Binary.LOGADDEXP, self(), b);
  }

  /// a · ln b, and 0 where a = 0, unless b is NaN. PyTorch `xlogy`.
  default Tensor xlogy(Tensor b) {
    return Promotion.division(Binary.XLOGY, self(), b);
  }

  /// a · ln b, and 0 where a = 0. PyTorch `xlogy`.
  default Tensor xlogy(double b) {
    return xlogy(number(b));
  }

  /// The remainder of a/b with the sign of a. PyTorch `fmod`.
  default Tensor fmod(Tensor b) {
    return Promotion.binary(Binary.FMOD, self(), b);
  }

  /// The remainder of a/b with the sign of a. PyTorch `fmod`.
  default Tensor fmod(double b) {
    return fmod(number(b));
  }

  /// The remainder of a/b with the sign of b. PyTorch `remainder`, Python `%`.
  default Tensor remainder(Tensor b) {
    return Promotion.binary(Binary.REMAINDER, self(), b);
  }

  /// The remainder of a/b with the sign of b. PyTorch `remainder`, Python `%`.
  default Tensor remainder(double b) {
    return remainder(number(b));
  }

  /// ⌊a/b⌋. PyTorch `floor_divide`, `div(rounding_mode='floor')`, Python `//`.
  default Tensor floorDivide(Tensor b) {
    return Promotion.binary(Binary.FLOOR_DIVIDE, self(), b);
  }

  /// ⌊a/b⌋. PyTorch `floor_divide`, Python `//`.
  default Tensor floorDivide(double b) {
    return floorDivide(number(b));
  }

  /// a + w · (b − a), from the nearer end. PyTorch `lerp`.
  default Tensor lerp(Tensor b, double w) {
    Tensor a = self();
    return w < 0.5 ? a.add(b.sub(a).mul(w)) : b.sub(b.sub(a).mul(1 - w));
  }

  /// a + w · (b − a) with a weight per element, from the nearer end. PyTorch `lerp`.
  default Tensor lerp(Tensor b, Tensor w) {
    Tensor a = self();
    Tensor way = b.sub(a);
    return Tensor.where(w.abs().lt(0.5), a.add(way.mul(w)), b.sub(way.mul(w.neg().add(1))));
  }

  /// min(max(x, low), high) with bounds that broadcast; high where they cross. NaN wins. At a bound
  /// the gradient is x's. PyTorch `clamp`.
  default Tensor clamp(Tensor low, Tensor high) {
    return clampMin(low).clampMax(high);
  }

  /// max(x, low); at a tie the gradient is x's. PyTorch `clamp_min`.
  default Tensor clampMin(Tensor low) {
    return Tensor.where(self().lt(low).or(low.isNaN()), low, self());
  }

  /// min(x, high); at a tie the gradient is x's. PyTorch `clamp_max`.
  default Tensor clampMax(Tensor high) {
    return Tensor.where(self().gt(high).or(high.isNaN()), high, self());
  }

  /// max(x, low). PyTorch `clamp_min`.
  default Tensor clampMin(double low) {
    return self().clamp(low, Double.POSITIVE_INFINITY);
  }

  /// min(x, high). PyTorch `clamp_max`.
  default Tensor clampMax(double high) {
    return self().clamp(Double.NEGATIVE_INFINITY, high);
  }

  /// Whether each element is ∞ or −∞. PyTorch `isinf`.
  default Tensor isInf() {
    return self().to(self().dtype().floating()).abs().eq(Double.POSITIVE_INFINITY);
  }

  /// Whether each element is neither NaN nor infinite. PyTorch `isfinite`.
  default Tensor isFinite() {
    return self().to(self().dtype().floating()).abs().lt(Double.POSITIVE_INFINITY);
  }

  /// NaN as 0, and infinities as the largest and smallest numbers of the type. PyTorch
  /// `nan_to_num`.
  default Tensor nanToNum() {
    double largest = self().dtype() == DType.F64 ? Double.MAX_VALUE : Float.MAX_VALUE;
    return nanToNum(0, largest, -largest);
  }

  /// NaN and infinities as other numbers. PyTorch `nan_to_num`.
  default Tensor nanToNum(double nan, double positive, double negative) {
    Tensor x = self();
    if (!x.dtype().isFloating()) {
      return x;
    }
    Tensor finite =
        Tensor.where(
            x.eq(Double.POSITIVE_INFINITY),
            number(positive),
            Tensor.where(x.eq(Double.NEGATIVE_INFINITY), number(negative), x));
    return Tensor.where(x.isNaN(), number(nan), finite);
  }

  /// Whether exactly one of both is true (not zero). PyTorch `logical_xor`.
  default Tensor xor(Tensor b) {
    return self().to(DType.BOOL).ne(b.to(DType.BOOL));
  }

  /// log₂(2ᵃ + 2ᵇ), without overflow. PyTorch `logaddexp2`.
  default Tensor logaddexp2(Tensor b) {
    double ln2 = Math.log(2);
    return self().mul(ln2).logaddexp(b.mul(ln2)).div(ln2);
  }

  /// sin(πx)/(πx), and 1 at 0. PyTorch `sinc`.
  default Tensor sinc() {
    Tensor x = self().to(self().dtype().floating());
    Tensor one = Tensor.ones(x.dtype(), Shape.SCALAR);
    Tensor angle = Tensor.where(x.eq(0), one, x).mul(Math.PI);
    return Tensor.where(x.eq(0), one, angle.sin().div(angle));
  }

  /// Degrees as radians. PyTorch `deg2rad`.
  default Tensor deg2rad() {
    return self().mul(Math.PI / 180);
  }

  /// Radians as degrees. PyTorch `rad2deg`.
  default Tensor rad2deg() {
    return self().mul(180 / Math.PI);
  }

  /// This plus `value · a · b`. PyTorch `addcmul`.
  default Tensor addcmul(Tensor a, Tensor b, double value) {
    return self().add(a.mul(b).mul(value));
  }

  /// This plus `value · a / b`. PyTorch `addcdiv`.
  default Tensor addcdiv(Tensor a, Tensor b, double value) {
    return self().add(a.div(b).mul(value));
  }
}
