package kierkegrad.practice.tricks;

/// Student's t distribution.
final class StudentT {
  private static final int TERMS = 300;
  private static final double[] LANCZOS = {
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
    12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7
  };

  private StudentT() {}

  /// The probability of a value at least as far from 0 as t: I(ν/(ν + t²); ν/2, 1/2), with the
  /// regularised incomplete beta function I.
  ///
  /// @param freedom degrees of freedom ν, more than 0
  static double twoSided(double t, double freedom) {
    if (Double.isInfinite(t)) {
      return 0;
    }
    return beta(freedom / (freedom + t * t), freedom / 2, 0.5);
  }

  /// By its continued fraction (Abramowitz and Stegun 26.5.8), with Lentz's method, on the side of
  /// the mean where that converges fast.
  private static double beta(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    if (x > (a + 1) / (a + b + 2)) {
      return 1 - beta(1 - x, b, a);
    }
    double front =
        Math.exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
    double c = 1;
    double d = 1 / (1 - (a + b) * x / (a + 1));
    double fraction = d;
    for (int m = 1; m < TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / (1 + even * d);
      c = 1 + even / c;
      fraction *= c * d;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / (1 + odd * d);
      c = 1 + odd / c;
      fraction *= c * d;
    }
    return front * fraction / a;
  }

  /// Lanczos' approximation, for x > 0.
  private static double logGamma(double x) {
    if (x < 0.5) {
      return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
    }
    double sum = 0.9999999999998099;
    for (int i = 0; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x + i);
    }
    double t = x + LANCZOS.length - 1.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
  }
}
