package kierkegrad.op;

/// The error function in double precision.
///
/// Source: Abramowitz & Stegun, *Handbook of Mathematical Functions*, 7.1.6 (a series of positive
/// terms, so nothing cancels) and 7.1.14 (the continued fraction of the complement).
final class ErrorFunction {
  private ErrorFunction() {}

  static double erf(double x) {
    double size = Math.abs(x);
    if (Double.isNaN(x)) {
      return x;
    }
    if (size >= 6) {
      return Math.signum(x);
    }
    return size < 3 ? series(x) : Math.signum(x) * (1 - complement(size));
  }

  /// 1 − erf x, without cancellation.
  static double erfc(double x) {
    if (x < 2) {
      return 1 - erf(x);
    }
    return Double.isNaN(x) ? x : x > 27.5 ? 0 : complement(x);
  }

  /// The x with erf x = y: an approximation (Winitzki, 2008) that Halley's method then doubles and
  /// doubles in digits. Near ±1 the distance to 1, which is exact, is compared with erfc.
  static double inverse(double y) {
    double size = Math.abs(y);
    if (!(size < 1)) {
      return size == 1 ? Math.copySign(Double.POSITIVE_INFINITY, y) : Double.NaN;
    }
    double log = Math.log1p(-size * size);
    double a = 2 / (Math.PI * 0.147) + log / 2;
    double x = Math.sqrt(Math.max(0, Math.sqrt(a * a - log / 0.147) - a));
    for (int i = 0; i < 3; i++) {
      double error = size < 0.5 ? erf(x) - size : 1 - size - erfc(x);
      double step = error * Math.sqrt(Math.PI) / 2 * Math.exp(x * x);
      x -= step / (1 + x * step);
    }
    return Math.copySign(size == 0 ? 0 : x, y);
  }

  /// 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)).
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /// e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))), from the inside out.
  private static double complement(double x) {
    double fraction = x;
    for (int n = 120; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    double square = x * x;
    double lost = Math.fma(x, x, -square);
    return Math.exp(-square) * (1 - lost) / Math.sqrt(Math.PI) / fraction;
  }
}
