package kierkegrad.loss;

import java.util.Optional;
import kierkegrad.op.Divergence;
import kierkegrad.tensor.Tensor;

/// Binary cross-entropy of logits x with probabilities t in [0, 1], of one shape: `−w · (p · t · ln
/// σ(x) + (1 − t) · ln(1 − σ(x)))`. PyTorch `BCEWithLogitsLoss`.
///
/// Computed as `w · ((1 − t) · x + (1 + (p − 1) · t) · ln(1 + e⁻ˣ))`, where the logarithm does not
/// overflow for any x.
///
/// @param weight w, broadcast to the losses; 1 if absent
/// @param posWeight p, the weight of positive examples, broadcast to the losses; 1 if absent
/// @param reduction what becomes of the elements' losses
public record BCEWithLogitsLoss(
    Optional<Tensor> weight, Optional<Tensor> posWeight, Reduction reduction) implements Loss {
  /// Without weights, the mean.
  public BCEWithLogitsLoss() {
    this(Optional.empty(), Optional.empty(), Reduction.MEAN);
  }

  /// With a weight for each loss.
  public BCEWithLogitsLoss withWeight(Tensor weight) {
    return new BCEWithLogitsLoss(Optional.of(weight), posWeight, reduction);
  }

  /// With a weight for positive examples: above 1 raises recall, below 1 precision.
  public BCEWithLogitsLoss withPosWeight(Tensor posWeight) {
    return new BCEWithLogitsLoss(weight, Optional.of(posWeight), reduction);
  }

  /// With another reduction.
  public BCEWithLogitsLoss withReduction(Reduction reduction) {
    return new BCEWithLogitsLoss(weight, posWeight, reduction);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireSameShape("bce_with_logits", prediction, target);
    Tensor losses =
        posWeight
            .map(p -> Targets.apply(Divergence.WEIGHTED_LOGITS, prediction, target, p))
            .orElseGet(() -> Targets.apply(Divergence.LOGITS, prediction, target));
    return reduction.of(weight.map(losses::mul).orElse(losses));
  }
}
