package kierkegrad.practice.doctor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import kierkegrad.monitor.Measurements;
import kierkegrad.practice.run.Metrics;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.EpochReport;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History.Ending;
import kierkegrad.train.Score;
import kierkegrad.train.TrainingException;

/// What a run leaves behind.
///
/// @param settings how it was trained, complete
/// @param facts about its data
/// @param epochs what each epoch came to
/// @param measurements what a [kierkegrad.monitor.Monitor] has seen
/// @param ending how it ended; empty while it goes on
/// @param failure why it failed, if it did
/// @param verdict how the network does in the end; empty while it goes on
public record Evidence(
    Settings settings,
    Facts facts,
    List<Metrics.Epoch> epochs,
    Measurements measurements,
    Optional<Ending> ending,
    Optional<Failure> failure,
    Optional<Verdict> verdict) {
  /// Keeps an immutable copy.
  public Evidence {
    epochs = List.copyOf(epochs);
  }

  /// An epoch as its report has it.
  static Metrics.Epoch epoch(EpochReport report) {
    Optional<Score> score = report.validation().map(Evaluation::score);
    return new Metrics.Epoch(
        report.epoch(),
        report.steps(),
        report.rows(),
        report.trainLoss(),
        report.trainAccuracy(),
        report.validation().map(v -> OptionalDouble.of(v.loss())).orElse(OptionalDouble.empty()),
        score.isPresent() && score.get() instanceof Score.Classification classes
            ? OptionalDouble.of(classes.accuracy())
            : OptionalDouble.empty(),
        score.isPresent() && score.get() instanceof Score.Regression values
            ? OptionalDouble.of(values.r2())
            : OptionalDouble.empty(),
        List.of(),
        report.lr(),
        report.seconds());
  }

  /// A number that was not finite.
  ///
  /// @param message what the training said
  /// @param epoch counted from 1
  /// @param step counted from 1 since the start of the training
  /// @param origin where the first such number came from, if that is known
  public record Failure(String message, int epoch, long step, Optional<String> origin) {
    /// Of an exception.
    public static Failure of(TrainingException e) {
      return new Failure(String.valueOf(e.getMessage()), e.epoch(), e.step(), e.origin());
    }
  }
}
