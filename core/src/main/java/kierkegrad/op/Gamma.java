package kierkegrad.op;

/// The gamma function's logarithm and its derivatives, in double precision.
///
/// Source: Abramowitz & Stegun, *Handbook of Mathematical Functions*, 6.1.33 (the series about 2),
/// 6.1.41 and 6.3.18 (Stirling's series), 6.4.10 (derivatives as sums of powers) and 23.1.30
/// (Euler–Maclaurin's sum of those).
final class Gamma {
  private static final double EULER = 0.57721566490153286061;

  /// B₂ⱼ, Bernoulli's numbers.
  private static final double[] BERNOULLI = {
    1.0 / 6,
    -1.0 / 30,
    1.0 / 42,
    -1.0 / 30,
    5.0 / 66,
    -691.0 / 2730,
    7.0 / 6,
    -3617.0 / 510,
    43867.0 / 798,
    -174611.0 / 330
  };

  /// ζ(k) − 1.
  private static final double[] ZETA = new double[40];

  static {
    for (int k = 2; k < ZETA.length; k++) {
      ZETA[k] = powers(k, 2);
    }
  }

  private Gamma() {}

  /// ln |Γ(x)|.
  static double log(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (Double.isInfinite(x) || (x <= 0 && x == Math.floor(x))) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0.5) {
      return Math.log(Math.PI / Math.abs(sinPi(x))) - log(1 - x);
    }
    if (x < 1.5) {
      return aboutTwo(x - 1) - Math.log1p(x - 1);
    }
    if (x < 2.5) {
      return aboutTwo(x - 2);
    }
    double shifted = x;
    double product = 1;
    while (shifted < 10) {
      product *= shifted++;
    }
    double sum = 0;
    double power = shifted;
    for (int j = 1; j <= BERNOULLI.length; j++) {
      sum += BERNOULLI[j - 1] / (2.0 * j * (2 * j - 1) * power);
      power *= shifted * shifted;
    }
    return (shifted - 0.5) * Math.log(shifted)
        - shifted
        + 0.5 * Math.log(2 * Math.PI)
        + sum
        - Math.log(product);
  }

  /// ln Γ(2 + z) for |z| ≤ ½.
  private static double aboutTwo(double z) {
    double sum = z * (1 - EULER);
    double power = -z;
    for (int k = 2; k < ZETA.length; k++) {
      power *= -z;
      sum += ZETA[k] * power / k;
    }
    return sum;
  }

  /// The derivative number `order` of ψ = (ln Γ)′ at x. PyTorch `polygamma`.
  static double polygamma(int order, double x) {
    if (order == 0) {
      return digamma(x);
    }
    double factorial = 1;
    for (int k = 2; k <= order; k++) {
      factorial *= k;
    }
    return (order % 2 == 0 ? -1 : 1) * factorial * powers(order + 1, x);
  }

  private static double digamma(double x) {
    if (x == 0) {
      return Math.copySign(Double.POSITIVE_INFINITY, -x);
    }
    if (x < 0) {
      return x == Math.floor(x) ? Double.NaN : digamma(1 - x) - Math.PI / tanPi(x);
    }
    double shifted = x;
    double below = 0;
    while (shifted < 10) {
      below += 1 / shifted++;
    }
    double sum = Math.log(shifted) - 0.5 / shifted - below;
    double power = shifted * shifted;
    double square = power;
    for (int j = 1; j <= BERNOULLI.length && shifted < 1e17; j++) {
      sum -= BERNOULLI[j - 1] / (2 * j * power);
      power *= square;
    }
    return sum;
  }

  /// Σ (q + k)⁻ˢ over k = 0, 1, …: Hurwitz's zeta function.
  private static double powers(int s, double q) {
    if (q <= 0 && q == Math.floor(q)) {
      return Double.POSITIVE_INFINITY;
    }
    if (q == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double sum = 0;
    double at = q;
    while (at < 12) {
      sum += Math.pow(at++, -s);
    }
    double power = Math.pow(at, -s);
    sum += power * at / (s - 1) + power / 2;
    double rising = s;
    power /= at;
    double factorial = 2;
    for (int j = 1; j <= BERNOULLI.length; j++) {
      sum += BERNOULLI[j - 1] * rising / factorial * power;
      rising *= (s + 2.0 * j - 1) * (s + 2.0 * j);
      factorial *= (2.0 * j + 1) * (2 * j + 2);
      power /= at * at;
    }
    return sum;
  }

  /// sin πx, from the part of x behind the point.
  private static double sinPi(double x) {
    return Math.sin(Math.PI * (x - 2 * Math.rint(x / 2)));
  }

  private static double tanPi(double x) {
    return Math.tan(Math.PI * (x - Math.rint(x)));
  }
}
