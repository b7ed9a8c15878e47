package kierkegrad.practice.doctor;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import kierkegrad.practice.advice.Severity;
import kierkegrad.train.Callback;
import kierkegrad.train.EpochReport;

/// Watches a training and tells each symptom that is certain once, when it appears. It looks after
/// the first epochs, then ever more rarely: after epoch 1, 2, 3, 4, 6, 8, 12, 16, …, so that it
/// costs next to nothing.
///
/// It comes after the checkup among the callbacks.
public final class LiveDoctor implements Callback {
  private final Checkup checkup;
  private final Consumer<Finding> listener;
  private final Set<String> told = new HashSet<>();

  /// @param checkup what observes the training
  /// @param listener is told of findings
  public LiveDoctor(Checkup checkup, Consumer<Finding> listener) {
    this.checkup = checkup;
    this.listener = listener;
  }

  @Override
  public void onEpoch(EpochReport report) {
    if (isDue(report.epoch())) {
      Doctor.examine(checkup.evidence()).stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .filter(finding -> told.add(finding.symptom()))
          .forEach(listener);
    }
  }

  private static boolean isDue(int epoch) {
    int power = Integer.highestOneBit(epoch);
    return epoch == power || epoch == power + power / 2;
  }
}
