package kierkegrad.train;

import java.util.Optional;
import java.util.OptionalDouble;
import kierkegrad.data.Batch;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.tensor.Tensor;

/// Adds up the steps of one epoch.
final class Meter {
  private final int epoch;
  private final long stepsBefore;
  private final long start = System.nanoTime();
  private long steps;
  private long rows;
  private double loss;
  private long classified;
  private long correct;

  Meter(int epoch, long stepsBefore) {
    this.epoch = epoch;
    this.stepsBefore = stepsBefore;
  }

  int epoch() {
    return epoch;
  }

  long rows() {
    return rows;
  }

  /// Steps since the start of the training.
  long steps() {
    return stepsBefore + steps;
  }

  void add(Batch batch, Tensor prediction, double stepLoss) {
    steps++;
    rows += batch.rows();
    loss += stepLoss * batch.rows();
    if (!batch.y().dtype().isFloating()) {
      ConfusionMatrix confusion = ConfusionMatrix.of(prediction, batch.y());
      classified += confusion.total();
      correct += confusion.correct();
    }
  }

  EpochReport report(Optional<Evaluation> validation, double lr) {
    OptionalDouble accuracy =
        classified == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) correct / classified);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new EpochReport(epoch, steps(), rows, loss / rows, accuracy, validation, lr, seconds);
  }
}
