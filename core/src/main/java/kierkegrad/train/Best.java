package kierkegrad.train;

import java.util.Optional;
import java.util.OptionalInt;
import kierkegrad.nn.Layer;
import kierkegrad.train.TrainingState.BestEpoch;

/// Remembers the parameters of the epoch with the lowest loss.
final class Best {
  private final Layer model;
  private Optional<BestEpoch> best;

  Best(Layer model, Optional<BestEpoch> best) {
    this.model = model;
    this.best = best;
  }

  /// Takes the loss of an epoch, counted from 1.
  void offer(int epoch, double loss) {
    if (loss < best.map(BestEpoch::loss).orElse(Double.POSITIVE_INFINITY)) {
      best = Optional.of(new BestEpoch(epoch, loss, TrainingState.values(model)));
    }
  }

  /// The best epoch so far.
  Optional<BestEpoch> now() {
    return best;
  }

  /// How many epochs have passed without a better one.
  int waited(int now) {
    return now - best.map(BestEpoch::epoch).orElse(0);
  }

  /// Gives the model the best parameters back.
  ///
  /// @return the epoch that they are of, if there is one
  OptionalInt restore() {
    best.ifPresent(b -> model.load(b.model()));
    return best.map(b -> OptionalInt.of(b.epoch())).orElse(OptionalInt.empty());
  }
}
