package kierkegrad.op;

/// Functions of one number, accurate where the textbook's formula would cancel or overflow.
final class SpecialFunctions {
  private static final double LARGE = 1e8;

  private SpecialFunctions() {}

  /// ln(|x| + √(x² + 1)), with the sign of x.
  static double asinh(double x) {
    double size = Math.abs(x);
    double y =
        size > LARGE
            ? Math.log(size) + Math.log(2)
            : Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
    return Math.copySign(y, x);
  }

  /// ln(x + √(x² − 1)).
  static double acosh(double x) {
    if (x > LARGE) {
      return Math.log(x) + Math.log(2);
    }
    double above = x - 1;
    return Math.log1p(above + Math.sqrt(above * (2 + above)));
  }

  /// ½ ln((1 + x)/(1 − x)).
  static double atanh(double x) {
    double size = Math.abs(x);
    return Math.copySign(0.5 * Math.log1p(2 * size / (1 - size)), x);
  }

  /// Exact for powers of 2.
  static double log2(double x) {
    if (!(x >= Double.MIN_NORMAL) || Double.isInfinite(x)) {
      return Math.log(x) / Math.log(2);
    }
    int exponent = Math.getExponent(x);
    double fraction = Math.scalb(x, -exponent);
    // Near 1 from below, the two parts would cancel.
    if (fraction > 1.5) {
      fraction /= 2;
      exponent++;
    }
    return exponent + Math.log(fraction) / Math.log(2);
  }

  /// aᵇ. As in C, but not in Java, 1 to any power is 1, even to NaN, and (−1)^±∞ is 1.
  static double power(double a, double b) {
    return a == 1 || (a == -1 && Double.isInfinite(b)) ? 1 : Math.pow(a, b);
  }

  /// ln(eᵃ + eᵇ).
  static double logAddExp(double a, double b) {
    return a == b && Double.isInfinite(a)
        ? a
        : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  }

  /// a · ln b, and 0 where a = 0, unless b is NaN.
  static double xlogy(double a, double b) {
    return a == 0 && !Double.isNaN(b) ? 0 : a * Math.log(b);
  }

  /// a − b·⌊a/b⌋: the remainder with the sign of b.
  static double remainder(double a, double b) {
    double rest = a % b;
    return rest != 0 && (b < 0) != (rest < 0) ? rest + b : rest;
  }

  /// ⌊a/b⌋, from the remainder, so that rounding of a/b to a whole number does no harm.
  static double floorDivide(double a, double b) {
    if (b == 0) {
      return a / b;
    }
    double rest = a % b;
    double quotient = (a - rest) / b;
    if (rest != 0 && (b < 0) != (rest < 0)) {
      quotient--;
    }
    if (quotient == 0) {
      return Math.copySign(0, a / b);
    }
    double whole = Math.floor(quotient);
    return quotient - whole > 0.5 ? whole + 1 : whole;
  }
}
