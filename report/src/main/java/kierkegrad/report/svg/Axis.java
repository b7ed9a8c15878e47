package kierkegrad.report.svg;

import java.util.ArrayList;
import java.util.List;

/// Where numbers lie on a picture.
///
/// @param from the number at one end
/// @param to the number at the other
/// @param start the place of the first, in the picture's units
/// @param end the place of the second
public record Axis(double from, double to, double start, double end) {
  /// The place of a number.
  public double at(double value) {
    return start + (value - from) / (to - from) * (end - start);
  }

  /// Round numbers between the ends, about that many.
  public List<Double> ticks(int about) {
    double rough = (to - from) / about;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {2, 5, 10}) {
      if (Math.abs(factor * power - rough) < Math.abs(step - rough)) {
        step = factor * power;
      }
    }
    List<Double> ticks = new ArrayList<>();
    long last = (long) Math.floor(to / step + 1e-9);
    for (long i = (long) Math.ceil(from / step - 1e-9); i <= last; i++) {
      // Divided by a whole number where that is exact: 3/10, not 3·0.1.
      ticks.add(step < 1 ? i / (double) Math.round(1 / step) : i * step);
    }
    return ticks;
  }
}
