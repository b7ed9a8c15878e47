package kierkegrad.report.tricks;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.tricks.Attempt;
import kierkegrad.practice.tricks.Findings;
import kierkegrad.report.svg.Axis;
import kierkegrad.report.svg.Svg;

/// The error, 1 − score, on a logarithmic scale that all pictures of a page share: the difference
/// between 2 % and 4 % of wrong rows is as large as that between 20 % and 40 %.
///
/// @param from the smallest error
/// @param to the largest
/// @param percent whether errors are shares of rows
record Scale(double from, double to, boolean percent) {
  private static final double LEAST = 1e-4;
  private static final double MOST = 10;

  static Scale of(Findings findings) {
    boolean classes = findings.task() == Task.CLASSIFICATION;
    double from = MOST;
    double to = LEAST;
    for (var outcome : findings.outcomes()) {
      for (Attempt attempt : outcome.attempts()) {
        for (double score : attempt.scores()) {
          double error = error(score, attempt.step());
          from = Math.min(from, error);
          to = Math.max(to, error);
        }
      }
    }
    return from >= to ? new Scale(0.01, 1, classes) : new Scale(from / 1.15, to * 1.15, classes);
  }

  /// Of a score. No error at all is drawn as half a row.
  static double error(double score, double step) {
    double error = Double.isNaN(score) ? MOST : Math.max(1 - score, step / 2);
    return Math.clamp(error, LEAST, MOST);
  }

  /// Where errors lie.
  Axis axis(double start, double end) {
    return new Axis(Math.log10(from), Math.log10(to), start, end);
  }

  /// The place of an error.
  static double at(Axis axis, double error) {
    return axis.at(Math.log10(error));
  }

  /// Round errors: 1, 2 and 5 times powers of ten, or only these powers where there are many.
  List<Double> ticks() {
    boolean wide = to / from > 300;
    List<Double> ticks = new ArrayList<>();
    for (int power = -4; power <= 1; power++) {
      for (int digit : wide ? new int[] {1} : new int[] {1, 2, 5}) {
        double tick = digit * Math.pow(10, power);
        if (tick >= from && tick <= to) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  String label(double error) {
    return percent ? Svg.number(100 * error, 2) + " %" : Svg.number(error, 2);
  }

  /// What the error is.
  String name() {
    return percent ? "test error" : "1 − R² on test rows";
  }
}
