package kierkegrad.train;

/// A training that cannot go on because its loss is not a finite number any more.
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int epoch;
  private final long step;
  private final double loss;
  private final double lr;

  TrainingException(String which, int epoch, long step, double loss, double lr) {
    super(
        "training: the "
            + which
            + " is "
            + loss
            + " in epoch "
            + epoch
            + ", step "
            + step
            + ", at learning rate "
            + lr
            + "; lower the learning rate, normalise the features, or clip the gradients");
    this.epoch = epoch;
    this.step = step;
    this.loss = loss;
    this.lr = lr;
  }

  /// The epoch, counted from 1.
  public int epoch() {
    return epoch;
  }

  /// The step, counted from 1 since the start of the training.
  public long step() {
    return step;
  }

  /// The loss: NaN or infinite.
  public double loss() {
    return loss;
  }

  /// The learning rate of the first group.
  public double lr() {
    return lr;
  }
}
