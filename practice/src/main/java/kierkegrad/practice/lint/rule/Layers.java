package kierkegrad.practice.lint.rule;

import kierkegrad.nn.Layer;
import kierkegrad.nn.dropout.AlphaDropout;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.dropout.Dropout1d;
import kierkegrad.nn.dropout.Dropout2d;
import kierkegrad.nn.dropout.Dropout3d;
import kierkegrad.nn.dropout.FeatureAlphaDropout;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.nn.norm.BatchNorm2d;
import kierkegrad.nn.norm.BatchNorm3d;

/// Kinds of layers.
final class Layers {
  private Layers() {}

  static boolean isDropout(Layer layer) {
    return switch (layer) {
      case Dropout _,
          Dropout1d _,
          Dropout2d _,
          Dropout3d _,
          AlphaDropout _,
          FeatureAlphaDropout _ ->
          true;
      default -> false;
    };
  }

  static boolean isBatchNorm(Layer layer) {
    return switch (layer) {
      case BatchNorm1d _, BatchNorm2d _, BatchNorm3d _ -> true;
      default -> false;
    };
  }
}
