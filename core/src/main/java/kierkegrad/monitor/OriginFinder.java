package kierkegrad.monitor;

import java.util.Optional;
import kierkegrad.explain.NonFinite;
import kierkegrad.explain.Origin;
import kierkegrad.train.Callback;
import kierkegrad.train.FailedStep;

/// Says where the NaN or infinity came from with which a training fails: which operation of which
/// layer, forwards or backwards, and which row of the batch. The
/// [kierkegrad.train.TrainingException] then tells it.
///
/// ```java
/// OriginFinder finder = new OriginFinder();
/// Trainer.of(model, loss, optimizer).callback(finder).build().fit(batches);
/// ```
///
/// Until a training fails it costs nothing; then the step is run once more, operation by operation,
/// also if the training is compiled.
public final class OriginFinder implements Callback {
  private Optional<FailedStep> failed = Optional.empty();
  private Optional<Origin> origin = Optional.empty();

  /// A finder for one training.
  public OriginFinder() {}

  @Override
  public Optional<String> onNonFinite(FailedStep step) {
    failed = Optional.of(step);
    origin =
        step.replay(() -> NonFinite.find(step.model(), step.loss(), step.penalty(), step.batch()));
    return origin.map(Origin::sentence);
  }

  /// Where the number came from; empty as long as the training does not fail, or if it could not be
  /// found.
  public Optional<Origin> origin() {
    return origin;
  }

  /// The step that failed.
  public Optional<FailedStep> failed() {
    return failed;
  }
}
