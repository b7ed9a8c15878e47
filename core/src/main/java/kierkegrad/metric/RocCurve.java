package kierkegrad.metric;

import java.util.ArrayList;
import java.util.List;

/// How many of both kinds of rows a threshold on the score lets through, from the strictest
/// threshold to the loosest (receiver operating characteristic).
///
/// @param points one for each score that occurs, behind the point (0, 0) of threshold +∞
public record RocCurve(List<Point> points) {
  /// What a threshold gives.
  ///
  /// @param threshold scores from here on count as positive
  /// @param falsePositives the share of the negative rows among them
  /// @param truePositives the share of the positive rows among them
  public record Point(double threshold, double falsePositives, double truePositives) {}

  /// Of scores, and whether each row is positive.
  public static RocCurve of(double[] scores, boolean[] truth) {
    Thresholds thresholds = Thresholds.of("ROC curve", scores, truth);
    List<Point> points = new ArrayList<>();
    points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
    for (Thresholds.Count count : thresholds.counts()) {
      points.add(
          new Point(
              count.threshold(),
              (double) count.falsePositives() / thresholds.negatives(),
              (double) count.truePositives() / thresholds.positives()));
    }
    return new RocCurve(List.copyOf(points));
  }

  /// The area under the curve: the chance that a positive row has a higher score than a negative
  /// one, where equal scores count half. NaN if there is only one kind of rows.
  public double area() {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      area += (b.falsePositives - a.falsePositives) * (a.truePositives + b.truePositives) / 2;
    }
    return points.size() == 1 ? Double.NaN : area;
  }
}
