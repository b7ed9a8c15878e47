package kierkegrad.op;

import kierkegrad.tensor.Tensor;

/// What ELU, SELU and CELU share.
final class Elus {
  /// α of SELU.
  private static final double SELU_ALPHA = 1.6732632423543772;

  /// What SELU multiplies by.
  private static final double SELU_SCALE = 1.0507009873554805;

  private Elus() {}

  /// x above 0, α(e^(cx) − 1) below.
  static Tensor value(Tensor x, double alpha, double c) {
    return Tensor.where(x.lt(0), grown(x, c).expm1().mul(alpha), x);
  }

  /// 1 above 0, αc·e^(cx) below. At exactly 0 it is the one from below, and the slope of the slope
  /// is 0 there.
  static Tensor slope(Tensor x, double alpha, double c) {
    Tensor curve = grown(x, c).exp().mul(alpha * c);
    Tensor below = Tensor.where(x.eq(0), Curve.number(x, alpha * c), curve);
    return Tensor.where(x.gt(0), Curve.number(x, 1), below);
  }

  /// Nothing above 0, lest it overflow where nobody looks.
  private static Tensor grown(Tensor x, double c) {
    Tensor low = Curve.below(x);
    return c == 1 ? low : low.mul(c);
  }

  static Tensor selu(Tensor x) {
    return Tensor.where(
        x.lt(0), Curve.below(x).expm1().mul(SELU_ALPHA * SELU_SCALE), x.mul(SELU_SCALE));
  }

  static Tensor seluSlope(Tensor x) {
    return slope(x, SELU_ALPHA, 1).mul(SELU_SCALE);
  }
}
