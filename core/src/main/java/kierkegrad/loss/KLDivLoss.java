package kierkegrad.loss;

import kierkegrad.op.Divergence;
import kierkegrad.tensor.Tensor;

/// The Kullback–Leibler divergence from probabilities t of log-probabilities x: `t · (ln t − x)`,
/// element by element. PyTorch `KLDivLoss`, but targets are not broadcast. The divergence of
/// distributions is [Reduction#BATCH_MEAN]; the mean, PyTorch's default, divides by the number of
/// elements.
///
/// @param reduction what becomes of the losses; their mean by default
/// @param logTarget whether the targets are log-probabilities: `eᵗ · (t − x)`; not by default
public record KLDivLoss(Reduction reduction, boolean logTarget) implements Loss {
  /// With PyTorch's defaults.
  public KLDivLoss() {
    this(Reduction.MEAN, false);
  }

  /// With another reduction.
  public KLDivLoss withReduction(Reduction reduction) {
    return new KLDivLoss(reduction, logTarget);
  }

  /// With targets that are log-probabilities, or not.
  public KLDivLoss withLogTarget(boolean logTarget) {
    return new KLDivLoss(reduction, logTarget);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireSameShape("kl_div", prediction, target);
    return reduction.of(
        Targets.apply(logTarget ? Divergence.KL_LOG : Divergence.KL, prediction, target));
  }
}
