package kierkegrad.train;

import java.util.Optional;
import java.util.OptionalInt;
import kierkegrad.nn.Layer;

/// Remembers the parameters of the epoch with the lowest validation loss.
final class Best {
  private final Layer model;
  private Optional<Checkpoint> checkpoint = Optional.empty();
  private double loss = Double.POSITIVE_INFINITY;
  private int epoch;

  Best(Layer model) {
    this.model = model;
  }

  /// Takes the validation loss of an epoch, counted from 1.
  void offer(int epoch, double loss) {
    if (loss < this.loss) {
      this.loss = loss;
      this.epoch = epoch;
      this.checkpoint = Optional.of(Checkpoint.of(model));
    }
  }

  /// The best epoch so far.
  OptionalInt epoch() {
    return checkpoint.isPresent() ? OptionalInt.of(epoch) : OptionalInt.empty();
  }

  /// How many epochs have passed without a better one.
  int waited(int now) {
    return now - epoch;
  }

  /// Gives the model the best parameters back.
  void restore() {
    checkpoint.ifPresent(c -> model.load(c.values()));
  }
}
