package kierkegrad.train;

import java.util.Optional;

/// A training that cannot go on because its loss or its gradients are not finite numbers any more.
/// It is noticed in the step where it happens, before the update.
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 2;
  private static final String ADVICE =
      "lower the learning rate, normalise the features, or clip the gradients";

  private final int epoch;
  private final long step;
  private final double loss;
  private final double lr;
  private final String origin;

  /// @param value the number that is not finite
  /// @param loss of the step
  TrainingException(
      FailedStep failed, double value, double loss, double lr, Optional<String> origin) {
    super(
        "training: the %s is %s in epoch %d, step %d, at learning rate %s; %s"
            .formatted(
                failed.what().text,
                value,
                failed.epoch(),
                failed.number(),
                lr,
                origin.orElse(ADVICE)));
    this.epoch = failed.epoch();
    this.step = failed.number();
    this.loss = loss;
    this.lr = lr;
    this.origin = origin.orElse("");
  }

  /// The epoch, counted from 1.
  public int epoch() {
    return epoch;
  }

  /// The step, counted from 1 since the start of the training.
  public long step() {
    return step;
  }

  /// The loss of that step, with penalty: NaN or infinite, unless only its gradients are; or the
  /// validation loss.
  public double loss() {
    return loss;
  }

  /// The learning rate of the first group.
  public double lr() {
    return lr;
  }

  /// Where the first such number came from, if a [Callback#onNonFinite] has said it.
  public Optional<String> origin() {
    return Optional.of(origin).filter(text -> !text.isEmpty());
  }
}
