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
    for (int n = 60; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  }
}
