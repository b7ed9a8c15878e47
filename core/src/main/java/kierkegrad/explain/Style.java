package kierkegrad.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// How numbers are written.
///
/// @param digits decimals after the point, or significant ones below 0.1; from 17 on the shortest
///   text that is read back as the same number
/// @param terms how many terms of a long sum are written before the rest becomes `…`
public record Style(int digits, int terms) {
  /// Four digits, six terms: for reading.
  public static final Style SHORT = new Style(4, 6);

  /// Every digit and every term: for recomputing.
  public static final Style EXACT = new Style(17, Integer.MAX_VALUE);

  /// @throws IllegalArgumentException if there are no digits, or fewer than two terms
  public Style {
    if (digits < 1 || terms < 2) {
      throw new IllegalArgumentException(
          "style: " + digits + " digits and " + terms + " terms; use at least 1 and 2");
    }
  }

  /// With other digits.
  public Style withDigits(int digits) {
    return new Style(digits, terms);
  }

  /// A number, such as `0.5866`, `−3`, `1.2346e-5` or `∞`.
  public String number(double value) {
    String size = size(Math.abs(value));
    boolean zero = size.equals("0");
    return (value < 0 && !zero ? "−" : "") + size;
  }

  private String size(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return "∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = digits >= 17 ? new BigDecimal(Double.toString(value)) : rounded(value);
    if (exact.signum() == 0) {
      return "0";
    }
    boolean scientific = value < 1e-4 || value >= 1e9;
    if (!scientific) {
      return exact.stripTrailingZeros().toPlainString();
    }
    BigDecimal stripped = exact.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    return stripped.scaleByPowerOfTen(-exponent).toPlainString()
        + String.format(Locale.ROOT, "e%d", exponent);
  }

  /// Below 0.1, and where powers of ten are written, the digits are those that count.
  private BigDecimal rounded(double value) {
    BigDecimal exact = new BigDecimal(value);
    if (value >= 1e9 || value < 1e-4) {
      return exact.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    }
    return value < 0.1
        ? exact.round(new MathContext(digits, RoundingMode.HALF_EVEN))
        : exact.setScale(digits, RoundingMode.HALF_EVEN);
  }
}
