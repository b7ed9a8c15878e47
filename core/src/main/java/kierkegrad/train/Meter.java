package kierkegrad.train;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import kierkegrad.data.Batch;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.TrainingState.Progress;

/// Adds up the steps of one epoch.
final class Meter {
  private final int epoch;
  private final long stepsBefore;
  private final double secondsBefore;
  private long batches;
  private long rows;
  private double loss;
  private long classified;
  private long correct;
  private OptionalLong start = OptionalLong.empty();

  /// Goes on with an epoch.
  ///
  /// @param stepsBefore the steps of all epochs before it
  Meter(Progress progress, long stepsBefore) {
    this.epoch = progress.epoch();
    this.stepsBefore = stepsBefore;
    this.secondsBefore = progress.seconds();
    this.batches = progress.batches();
    this.rows = progress.rows();
    this.loss = progress.loss();
    this.classified = progress.classified();
    this.correct = progress.correct();
  }

  /// Starts the clock.
  void begin() {
    start = OptionalLong.of(System.nanoTime());
  }

  int epoch() {
    return epoch;
  }

  /// Minibatches of this epoch.
  long batches() {
    return batches;
  }

  long rows() {
    return rows;
  }

  /// Steps since the start of the training.
  long steps() {
    return stepsBefore + batches;
  }

  void add(Batch batch, Tensor prediction, double stepLoss) {
    batches++;
    rows += batch.rows();
    loss += stepLoss * batch.rows();
    if (!batch.y().dtype().isFloating()) {
      ConfusionMatrix confusion = ConfusionMatrix.of(prediction, batch.y());
      classified += confusion.total();
      correct += confusion.correct();
    }
  }

  Progress progress() {
    return new Progress(epoch, batches, rows, loss, classified, correct, seconds());
  }

  private double seconds() {
    long now = System.nanoTime();
    return secondsBefore + (now - start.orElse(now)) / 1e9;
  }

  EpochReport report(Optional<Evaluation> validation, double lr) {
    OptionalDouble accuracy =
        classified == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) correct / classified);
    return new EpochReport(epoch, steps(), rows, loss / rows, accuracy, validation, lr, seconds());
  }
}
