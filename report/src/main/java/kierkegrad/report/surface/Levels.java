package kierkegrad.report.surface;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The heights at which contour lines run.
///
/// @param low the lowest value
/// @param high the highest finite value
/// @param inner the heights between the bands, ascending
record Levels(double low, double high, List<Double> inner) {
  private static final int BANDS = 12;
  private static final double DECADES = 2.7;

  /// Even steps; or, if half of the values lie in the lowest quarter, steps that grow by the same
  /// factor above the lowest value. Rounded to three digits.
  static Levels of(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    double low = sorted.length == 0 ? 0 : sorted[0];
    double high = sorted.length == 0 ? 1 : sorted[sorted.length - 1];
    double range = high - low;
    boolean steep = sorted.length > 0 && sorted[sorted.length / 2] - low < range / 4;
    DoubleStream shares =
        IntStream.range(1, BANDS)
            .mapToDouble(i -> i / (double) BANDS)
            .map(share -> steep ? Math.pow(10, DECADES * (share - 1)) : share);
    List<Double> inner =
        shares
            .map(share -> rounded(low + share * range, range))
            .filter(level -> level > low && level < high)
            .distinct()
            .boxed()
            .toList();
    return new Levels(low, high, inner);
  }

  /// Three digits of the level, and more if the values hardly differ.
  private static double rounded(double level, double range) {
    int more = range > 0 ? (int) Math.max(0, Math.log10(Math.abs(level) / range)) : 0;
    return new BigDecimal(level).round(new MathContext(3 + more)).doubleValue();
  }

  /// The colour of the band above that many inner levels.
  String colour(int band) {
    return Viridis.at(inner.isEmpty() ? 0 : band / (double) inner.size());
  }
}
