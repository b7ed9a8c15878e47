package kierkegrad.report.training;

import java.util.List;
import kierkegrad.train.EpochReport;
import kierkegrad.train.History;

/// The time axis of a training: from updates to epochs.
///
/// @param epochs the epochs that were finished
record Axis(List<EpochReport> epochs) {
  static Axis of(History history) {
    return new Axis(history.epochs());
  }

  /// How many epochs were over after so many updates, such as 1.5. After the last whole epoch time
  /// goes on as in that one; without any whole epoch it counts updates.
  double epoch(long update) {
    long before = 0;
    long length = 1;
    for (EpochReport report : epochs) {
      length = report.steps() - before;
      if (update <= report.steps()) {
        return report.epoch() - 1 + (double) (update - before) / length;
      }
      before = report.steps();
    }
    return epochs.size() + (double) (update - before) / length;
  }

  String name() {
    return epochs.isEmpty() ? "update" : "epoch";
  }

  /// Where the axis ends.
  double end(long lastUpdate) {
    return Math.max(epochs.size(), Math.ceil(epoch(lastUpdate)));
  }
}
