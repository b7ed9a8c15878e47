package kierkegrad.cli.train;

import java.util.Optional;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Step;

/// Loss and accuracy of an epoch so far.
final class Meter {
  private int epoch;
  private long rows;
  private double loss;
  private Optional<ConfusionMatrix> confusion = Optional.empty();

  void add(Step step) {
    if (step.epoch() != epoch) {
      epoch = step.epoch();
      rows = 0;
      loss = 0;
      confusion = Optional.empty();
    }
    rows += step.batch().rows();
    loss += step.loss() * step.batch().rows();
    Tensor target = step.batch().y();
    if (!target.dtype().isFloating()) {
      ConfusionMatrix now = ConfusionMatrix.of(step.prediction(), target);
      confusion = Optional.of(confusion.map(now::plus).orElse(now));
    }
  }

  /// Such as `loss 0.4123 accuracy 0.8512`.
  @Override
  public String toString() {
    return "loss %.4f".formatted(loss / rows)
        + confusion.map(c -> "  accuracy %.4f".formatted(c.accuracy())).orElse("");
  }
}
