package kierkegrad.practice.network;

import java.util.Locale;
import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.nn.norm.LayerNorm;

/// What normalises the values of a hidden layer.
public enum Normalization {
  /// Nothing.
  NONE,
  /// Every unit over the batch.
  BATCH,
  /// Every row over the units.
  LAYER;

  /// The layer, if there is one.
  Optional<Layer> layer(int width) {
    return switch (this) {
      case NONE -> Optional.empty();
      case BATCH -> Optional.of(new BatchNorm1d(width));
      case LAYER -> Optional.of(new LayerNorm(width));
    };
  }

  /// The name on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
