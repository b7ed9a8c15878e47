package kierkegrad.practice.tricks;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kierkegrad.practice.tricks.Experiment.Progress;

/// Adds up what is done and tells of it.
final class Watch {
  private final double work;
  private final int all;
  private final int rows;
  private final Consumer<Progress> progress;
  private double done;
  private int over;

  Watch(List<Training> trainings, int rows, Consumer<Progress> progress) {
    this.work = trainings.stream().mapToDouble(training -> training.work(rows)).sum();
    this.all = trainings.size();
    this.rows = rows;
    this.progress = progress;
  }

  /// A training has done one of so many epochs.
  synchronized void epoch(Training training, int epochs) {
    done += training.work(rows) / epochs;
    tell(Optional.empty());
  }

  /// A training is over, and was over after so many epochs.
  synchronized void over(Training training, int of, int epochs) {
    done += training.work(rows) * (epochs - of) / epochs;
    over++;
    tell(Optional.of(training.toString()));
  }

  private void tell(Optional<String> finished) {
    progress.accept(new Progress(over, all, Math.min(1, done / work), finished));
  }
}
