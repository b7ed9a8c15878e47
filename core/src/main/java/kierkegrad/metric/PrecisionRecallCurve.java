package kierkegrad.metric;

import java.util.ArrayList;
import java.util.List;

/// What precision each recall costs, from the strictest threshold on the score to the loosest.
///
/// @param points one for each score that occurs
public record PrecisionRecallCurve(List<Point> points) {
  /// What a threshold gives.
  ///
  /// @param threshold scores from here on count as positive
  /// @param precision the share of positive rows among them
  /// @param recall the share of the positive rows that are among them
  public record Point(double threshold, double precision, double recall) {}

  /// Of scores, and whether each row is positive.
  public static PrecisionRecallCurve of(double[] scores, boolean[] truth) {
    Thresholds thresholds = Thresholds.of("precision-recall curve", scores, truth);
    List<Point> points = new ArrayList<>();
    for (Thresholds.Count count : thresholds.counts()) {
      double hits = count.truePositives();
      points.add(
          new Point(
              count.threshold(),
              hits / (count.truePositives() + count.falsePositives()),
              hits / thresholds.positives()));
    }
    return new PrecisionRecallCurve(List.copyOf(points));
  }

  /// `Σₙ (Rₙ − Rₙ₋₁)·Pₙ`: the precisions weighted by what each adds to the recall. NaN without
  /// positive rows.
  public double averagePrecision() {
    double sum = 0;
    double recall = 0;
    for (Point point : points) {
      sum += (point.recall - recall) * point.precision;
      recall = point.recall;
    }
    return points.isEmpty() ? Double.NaN : sum;
  }

  /// The area under straight lines between the points, which begins at recall 0 with precision 1.
  /// It is too large where points are far apart; [#averagePrecision] is not.
  public double area() {
    double area = 0;
    Point last = new Point(Double.POSITIVE_INFINITY, 1, 0);
    for (Point point : points) {
      area += (point.recall - last.recall) * (point.precision + last.precision) / 2;
      last = point;
    }
    return points.isEmpty() ? Double.NaN : area;
  }
}
