package kierkegrad.report.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as people read them.
final class Texts {
  private static final int DIGITS = 4;

  private Texts() {}

  /// With at most four significant digits, such as `0.01235`, `1234`, `1.2e-7`.
  static String number(double x) {
    if (!Double.isFinite(x)) {
      return Double.isNaN(x) ? "–" : x > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(x);
    if (size >= 1000 && size < 1e7) {
      String text = String.format(Locale.ROOT, size < 1e4 ? "%,.1f" : "%,.0f", x);
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
    BigDecimal rounded = rounded(x).stripTrailingZeros();
    return size != 0 && (size < 1e-4 || size >= 1e7)
        ? String.format(Locale.ROOT, "%.1e", x)
            .replace("e-0", "e-")
            .replace("e+0", "e")
            .replace("e+", "e")
        : rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  /// For a chart: as a number, with five significant digits.
  static double point(double x) {
    return new BigDecimal(x).round(new MathContext(DIGITS + 1)).doubleValue();
  }

  private static BigDecimal rounded(double x) {
    return new BigDecimal(x).round(new MathContext(DIGITS));
  }

  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /// Such as `1 row` or `30 rows`.
  static String count(long n, String what) {
    return count(n) + " " + what + (n == 1 ? "" : "s");
  }

  static String share(double x) {
    return Double.isNaN(x) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * x);
  }

  /// Four digits after the point.
  static String fixed(double x) {
    return String.format(Locale.ROOT, "%.4f", x);
  }

  /// Four digits after the point, unless it is very small.
  static String probability(double p) {
    return p < 5e-4 && p > 0
        ? String.format(Locale.ROOT, "%.0e", p).replace("e-0", "e-")
        : fixed(p);
  }

  static String seconds(double s) {
    return s < 120
        ? String.format(Locale.ROOT, "%.1f s", s)
        : String.format(Locale.ROOT, "%d min %d s", (long) s / 60, (long) s % 60);
  }
}
