package kierkegrad.loss;

import java.util.Optional;
import kierkegrad.tensor.Tensor;

/// Negative log-likelihood: `−w_t · x_t` for log-probabilities x `[n, C, d1, …]` and class numbers
/// t `[n, d1, …]`. On a log-softmax it is the cross-entropy, which is how the lectures write it.
/// PyTorch `NLLLoss`.
///
/// @param weight one weight per class, `[C]`; 1 if absent. The mean is `Σ losses / Σ w_t`
/// @param ignoreIndex a class number that is left out of loss and mean; −100 by default
/// @param reduction what becomes of the losses
public record NLLLoss(Optional<Tensor> weight, long ignoreIndex, Reduction reduction)
    implements Loss {
  /// Without weights, the mean.
  public NLLLoss() {
    this(Optional.empty(), ClassRows.IGNORE_INDEX, Reduction.MEAN);
  }

  /// With one weight per class, `[C]`.
  public NLLLoss withWeight(Tensor weight) {
    return new NLLLoss(Optional.of(weight), ignoreIndex, reduction);
  }

  /// With another class number that is left out.
  public NLLLoss withIgnoreIndex(long ignoreIndex) {
    return new NLLLoss(weight, ignoreIndex, reduction);
  }

  /// With another reduction.
  public NLLLoss withReduction(Reduction reduction) {
    return new NLLLoss(weight, ignoreIndex, reduction);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    ClassRows rows = ClassRows.of("nll", prediction, target, ignoreIndex);
    rows.requireWeights("nll", weight);
    Tensor chosen = rows.scores().gather(1, rows.classes().unsqueeze(1)).squeeze(1).neg();
    Optional<Tensor> weights = rows.rowWeights(weight);
    Tensor losses = weight.isPresent() ? chosen.mul(weights.orElseThrow()) : chosen;
    return rows.reduce(rows.kept(losses), weights, reduction);
  }
}
