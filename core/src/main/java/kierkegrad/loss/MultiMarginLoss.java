package kierkegrad.loss;

import java.util.Optional;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// `Σ_i w_t · max(0, Δ − x_t + x_i)^p / C` over the classes i ≠ t, for scores x and a class number
/// t. PyTorch `MultiMarginLoss`.
///
/// @param p 1 or 2; 1 by default
/// @param margin Δ; 1 by default
/// @param weight one weight per class, `[C]`; 1 if absent
/// @param reduction what becomes of the losses; their mean by default
public record MultiMarginLoss(int p, double margin, Optional<Tensor> weight, Reduction reduction)
    implements Loss {
  /// With PyTorch's defaults.
  public MultiMarginLoss() {
    this(1, 1, Optional.empty(), Reduction.MEAN);
  }

  /// @throws IllegalArgumentException if an option is out of range
  public MultiMarginLoss {
    requirePower(p);
  }

  /// With another power.
  public MultiMarginLoss withP(int p) {
    return new MultiMarginLoss(p, margin, weight, reduction);
  }

  /// With another margin.
  public MultiMarginLoss withMargin(double margin) {
    return new MultiMarginLoss(p, margin, weight, reduction);
  }

  /// With one weight per class, `[C]`.
  public MultiMarginLoss withWeight(Tensor weight) {
    return new MultiMarginLoss(p, margin, Optional.of(weight), reduction);
  }

  /// With another reduction.
  public MultiMarginLoss withReduction(Reduction reduction) {
    return new MultiMarginLoss(p, margin, weight, reduction);
  }

  private static void requirePower(int p) {
    if (p != 1 && p != 2) {
      throw new IllegalArgumentException("multi_margin: p = " + p + " is unknown; use 1 or 2");
    }
  }

  /// The loss of scores `[n, C]` for class numbers `[n]`, or of `[C]` for one.
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireClasses("multi_margin", prediction, target);
    int classes = prediction.size(-1);
    Tensor t = target.to(DType.I64).unsqueeze(-1);
    Tensor wrong = t.ne(Tensor.arange(classes));
    Tensor missing = prediction.sub(prediction.gather(-1, t)).add(margin).relu();
    Tensor raised = p == 1 ? missing : missing.square();
    Tensor weighted =
        weight
            .map(w -> raised.mul(w.to(raised.dtype()).expand(prediction.shape()).gather(-1, t)))
            .orElse(raised);
    Tensor zero = Tensor.zeros(raised.dtype(), Shape.SCALAR);
    return reduction.of(Tensor.where(wrong, weighted, zero).sum(-1).div(classes));
  }
}
