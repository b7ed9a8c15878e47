package kierkegrad.loss;

import kierkegrad.tensor.Tensor;

/// What becomes of the losses of the single elements.
public enum Reduction {
  /// Their mean. The default, as in PyTorch; NaN of nothing.
  MEAN,
  /// Their sum.
  SUM,
  /// Their sum, divided by the size of the first dimension. PyTorch `batchmean` of `KLDivLoss`.
  BATCH_MEAN,
  /// They stay as they are.
  NONE;

  Tensor of(Tensor losses) {
    return switch (this) {
      case MEAN -> losses.mean();
      case SUM -> losses.sum();
      case BATCH_MEAN -> losses.sum().div(losses.rank() == 0 ? 1 : losses.size(0));
      case NONE -> losses;
    };
  }
}
