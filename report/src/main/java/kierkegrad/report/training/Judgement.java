package kierkegrad.report.training;

import java.util.List;
import kierkegrad.metric.ConfusionMatrix;

/// How a model does on rows that it has not seen.
public sealed interface Judgement {
  /// The mean loss.
  double loss();

  /// Of classes.
  ///
  /// @param names the classes
  /// @param confusion which was taken for which
  /// @param worst the rows whose true class was given the least probability, the worst first
  record Classes(double loss, List<String> names, ConfusionMatrix confusion, List<Doubt> worst)
      implements Judgement {
    /// Keeps unmodifiable copies.
    public Classes {
      names = List.copyOf(names);
      worst = List.copyOf(worst);
    }
  }

  /// Of numbers, in their own unit.
  ///
  /// @param target what was predicted
  /// @param rmse the root of the mean squared error
  /// @param r2 the share of the variance that is explained
  /// @param points some rows, all if there are few
  /// @param worst the rows with the largest errors, the worst first
  record Numbers(
      double loss, String target, double rmse, double r2, List<Point> points, List<Miss> worst)
      implements Judgement {
    /// Keeps unmodifiable copies.
    public Numbers {
      points = List.copyOf(points);
      worst = List.copyOf(worst);
    }
  }

  /// A row and its class.
  ///
  /// @param row its place in the data, counted from 1
  /// @param truth its class
  /// @param probability that the model gave to it
  /// @param predicted the most probable class
  /// @param predictedProbability of that one
  /// @param example what the row is
  record Doubt(
      long row,
      String truth,
      double probability,
      String predicted,
      double predictedProbability,
      Example example) {}

  /// A row and its number.
  record Miss(long row, double truth, double predicted, Example example) {}

  /// A true number and what was predicted for it.
  record Point(double truth, double predicted) {}
}
