package kierkegrad.practice.lint.rule;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers in sentences.
final class Told {
  private static final MathContext THREE = new MathContext(3);

  private Told() {}

  /// Three digits, such as `4180`, `0.5` or `1E-5`.
  static String number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value, THREE).stripTrailingZeros();
    double size = Math.abs(value);
    return size >= 1e-3 && size < 1e6 ? rounded.toPlainString() : rounded.toString();
  }
}
