package kierkegrad.practice.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.LogSigmoid;
import kierkegrad.nn.activation.LogSoftmax;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.activation.Softmax;

/// What follows the last linear layer.
public enum Output {
  /// Nothing: logits, or a number.
  NONE,
  /// Probabilities.
  SOFTMAX,
  /// Logarithms of probabilities, for the loss nll.
  LOG_SOFTMAX,
  /// Each output between 0 and 1 on its own.
  SIGMOID;

  /// The layer, if there is one.
  Optional<Layer> layer() {
    return switch (this) {
      case NONE -> Optional.empty();
      case SOFTMAX -> Optional.of(new Softmax(-1));
      case LOG_SOFTMAX -> Optional.of(new LogSoftmax(-1));
      case SIGMOID -> Optional.of(new Sigmoid());
    };
  }

  /// A network whose outputs are logits of the same probabilities: a saved model takes the softmax
  /// of what its network gives. `softmax(ln p) = p`, and of sigmoids `softmax(ln σ) = σ / Σσ`.
  public Sequential logits(Sequential network) {
    Layer last =
        switch (this) {
          case NONE, LOG_SOFTMAX -> network.layers().getLast();
          case SOFTMAX -> new LogSoftmax(-1);
          case SIGMOID -> new LogSigmoid();
        };
    List<Layer> layers = new ArrayList<>(network.layers());
    layers.set(layers.size() - 1, last);
    return new Sequential(layers);
  }

  /// The name on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
