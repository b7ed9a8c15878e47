package kierkegrad.loss;

import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// `Σ max(0, 1 − (x_j − x_i)) / C` over all classes j that a row has and all classes i that it has
/// not, for scores x. PyTorch `MultiLabelMarginLoss`.
///
/// @param reduction what becomes of the losses; their mean by default
public record MultiLabelMarginLoss(Reduction reduction) implements Loss {
  /// With PyTorch's defaults.
  public MultiLabelMarginLoss() {
    this(Reduction.MEAN);
  }

  /// With another reduction.
  public MultiLabelMarginLoss withReduction(Reduction reduction) {
    return new MultiLabelMarginLoss(reduction);
  }

  /// The loss of scores `[n, C]`, or `[C]`.
  ///
  /// @param target of the same shape: each row's class numbers, then −1; what follows does not
  ///   count
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    int classes = requireLabels(prediction, target);
    Tensor t = target.to(DType.I64);
    Tensor counts = t.lt(0).to(DType.I64).cumsum(-1).eq(0);
    Tensor safe = Tensor.where(counts, t, Tensor.zeros(DType.I64, Shape.SCALAR));
    // [n, place in the target, class]
    Tensor has =
        counts.unsqueeze(-1).and(safe.unsqueeze(-1).eq(Tensor.arange(classes))).to(DType.I64);
    Tensor hasNot = has.sum(-2).eq(0).unsqueeze(-2);
    Tensor own = prediction.gather(-1, safe).unsqueeze(-1);
    Tensor missing = prediction.unsqueeze(-2).sub(own).add(1).relu();
    Tensor zero = Tensor.zeros(missing.dtype(), Shape.SCALAR);
    Tensor losses = Tensor.where(counts.unsqueeze(-1).and(hasNot), missing, zero);
    return reduction.of(losses.sum(-1).sum(-1).div(classes));
  }

  private static int requireLabels(Tensor prediction, Tensor target) {
    if (!prediction.shape().equals(target.shape())
        || prediction.rank() < 1
        || prediction.rank() > 2) {
      throw new ShapeException(
          "multilabel_margin: scores "
              + prediction.shape()
              + " and labels "
              + target.shape()
              + " do not fit: expects [n, classes] twice, labels filled up with -1");
    }
    int classes = prediction.size(-1);
    if (!target.isSymbolic() && target.lt(-1).or(target.ge(classes)).any()) {
      throw new IndexOutOfBoundsException(
          "multilabel_margin: a label is not from 0 to " + (classes - 1) + ", and not -1");
    }
    return classes;
  }
}
