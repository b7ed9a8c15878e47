package kierkegrad.loss;

import kierkegrad.tensor.Tensor;

/// What becomes of the losses of the single elements.
public enum Reduction {
  /// Their mean. The default, as in PyTorch; NaN of nothing.
  MEAN,
  /// Their sum.
  SUM,
  /// They stay as they are.
  NONE;

  Tensor of(Tensor losses) {
    return switch (this) {
      case MEAN -> losses.mean();
      case SUM -> losses.sum();
      case NONE -> losses;
    };
  }
}
