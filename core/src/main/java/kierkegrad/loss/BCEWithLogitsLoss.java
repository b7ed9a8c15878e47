package kierkegrad.loss;

import java.util.Optional;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
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
    Tensor surprise = minusLogSigmoid(prediction);
    Tensor positive =
        posWeight.map(p -> p.sub(1).mul(target).add(1).mul(surprise)).orElse(surprise);
    Tensor losses = target.neg().add(1).mul(prediction).add(positive);
    return reduction.of(weight.map(losses::mul).orElse(losses));
  }

  /// `−ln σ(x) = max(−x, 0) + ln(1 + e^−|x|)`. Both parts switch sides at the same x, so that the
  /// slope at 0 is exact too.
  private static Tensor minusLogSigmoid(Tensor x) {
    DType type = x.dtype();
    Tensor right = x.ge(0);
    Tensor size = Tensor.where(right, x, x.neg());
    Tensor rest = Tensor.where(right, Tensor.zeros(type, Shape.SCALAR), x.neg());
    return rest.add(size.neg().exp().log1p());
  }
}
