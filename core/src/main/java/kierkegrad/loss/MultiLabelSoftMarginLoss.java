package kierkegrad.loss;

import java.util.Optional;
import kierkegrad.op.Divergence;
import kierkegrad.tensor.Tensor;

/// The mean over the classes of `−w · (t · ln σ(x) + (1 − t) · ln σ(−x))`, for scores x and truth
/// values t as numbers: each class is a yes or no of its own. PyTorch `MultiLabelSoftMarginLoss`.
///
/// @param weight one weight per class, `[C]`; 1 if absent
/// @param reduction what becomes of the losses; their mean by default
public record MultiLabelSoftMarginLoss(Optional<Tensor> weight, Reduction reduction)
    implements Loss {
  /// With PyTorch's defaults.
  public MultiLabelSoftMarginLoss() {
    this(Optional.empty(), Reduction.MEAN);
  }

  /// With one weight per class, `[C]`.
  public MultiLabelSoftMarginLoss withWeight(Tensor weight) {
    return new MultiLabelSoftMarginLoss(Optional.of(weight), reduction);
  }

  /// With another reduction.
  public MultiLabelSoftMarginLoss withReduction(Reduction reduction) {
    return new MultiLabelSoftMarginLoss(weight, reduction);
  }

  /// The loss of scores `[n, C]` for targets of the same shape.
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireSame("multilabel_soft_margin", prediction, target);
    Tensor losses = Targets.apply(Divergence.LOGITS, prediction, target);
    return reduction.of(weight.map(losses::mul).orElse(losses).mean(-1));
  }
}
