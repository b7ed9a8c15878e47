package kierkegrad.report.svg;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/// What pictures have in common.
///
/// A picture within a page uses the page's colours, such as `var(--ink)`. As a file of its own it
/// carries them inside, light and dark.
public final class Svg {
  private static final String STYLE =
      """
      <style>
      svg{--paper:#fff;--ink:#16191d;--muted:#5a6370;--line:#dde1e7;--blue:#0072b2;--vermilion:#d55e00;
      font-family:system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
      @media(prefers-color-scheme:dark){svg{--paper:#14171b;--ink:#e8ebef;--muted:#a0a9b5;--line:#343a43;
      --blue:#56b4e9;--vermilion:#f0883e}}
      </style>
      <rect width="100%" height="100%" fill="var(--paper)"/>
      """;

  private Svg() {}

  /// A picture as a file: with a name space, colours and a background.
  ///
  /// @param svg an `<svg …>` element
  public static String file(String svg) {
    int end = svg.indexOf('>') + 1;
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + svg.substring(0, end).replace("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"")
        + "\n"
        + STYLE
        + svg.substring(end)
        + "\n";
  }

  /// A coordinate, to a hundredth of a unit.
  public static String at(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    String short1 = text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    return short1.equals("-0") ? "0" : short1;
  }

  /// A number as people write it, with that many significant digits, such as `0.0123` or `1.5e6`,
  /// and a real minus sign.
  public static String number(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
    double size = Math.abs(rounded.doubleValue());
    String text =
        size >= 1e-4 && size < 1e6
            ? rounded.stripTrailingZeros().toPlainString()
            : String.format(Locale.ROOT, "%." + (digits - 1) + "e", value)
                .replaceAll("\\.?0+e", "e")
                .replaceAll("e([+-])0*", "e$1")
                .replace("e+", "e");
    return text.replace('-', '−');
  }

  /// A line through points, as the `d` of a path.
  public static String line(List<double[]> points) {
    StringBuilder d = new StringBuilder();
    for (double[] point : points) {
      d.append(d.isEmpty() ? 'M' : 'L').append(at(point[0])).append(' ').append(at(point[1]));
    }
    return d.toString();
  }
}
