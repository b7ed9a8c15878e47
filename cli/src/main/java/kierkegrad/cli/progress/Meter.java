package kierkegrad.cli.progress;

import java.util.ArrayList;
import java.util.List;
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

  /// Rows of the epoch so far.
  long rows() {
    return rows;
  }

  /// Such as `loss 0.4123`, `accuracy 0.8512`.
  List<String> facts() {
    List<String> facts = new ArrayList<>(List.of("loss %.4f".formatted(loss / rows)));
    confusion.ifPresent(c -> facts.add("accuracy %.4f".formatted(c.accuracy())));
    return facts;
  }
}
