package kierkegrad.practice.doctor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// How numbers are written in findings: two digits are enough.
public final class Texts {
  private Texts() {}

  /// Such as `0.0012`, `37`, `1.5e-06`, or `NaN`.
  public static String number(double x) {
    if (!Double.isFinite(x) || x == 0) {
      return Double.isFinite(x) ? "0" : Double.toString(x);
    }
    double size = Math.abs(x);
    if (size < 1e-3 || size >= 1e5) {
      return String.format(Locale.ROOT, "%.1e", x);
    }
    BigDecimal rounded = new BigDecimal(x).round(new MathContext(size >= 100 ? 3 : 2));
    return rounded.stripTrailingZeros().toPlainString();
  }

  /// Such as `37 %`.
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
