package kierkegrad.loss;

import java.util.Optional;
import kierkegrad.op.Divergence;
import kierkegrad.tensor.Tensor;

/// Binary cross-entropy of probabilities x with probabilities t, of one shape: `−w · (t · ln x + (1
/// − t) · ln(1 − x))`, where a logarithm counts as −100 at least. PyTorch `BCELoss`;
/// [BCEWithLogitsLoss] is more accurate where there are logits.
///
/// @param weight w, broadcast to the losses; 1 if absent
/// @param reduction what becomes of the losses; their mean by default
public record BCELoss(Optional<Tensor> weight, Reduction reduction) implements Loss {
  /// With PyTorch's defaults.
  public BCELoss() {
    this(Optional.empty(), Reduction.MEAN);
  }

  /// With a weight for each loss.
  public BCELoss withWeight(Tensor weight) {
    return new BCELoss(Optional.of(weight), reduction);
  }

  /// With another reduction.
  public BCELoss withReduction(Reduction reduction) {
    return new BCELoss(weight, reduction);
  }

  /// @throws IllegalArgumentException if a prediction is no probability; a traced program does not
  ///   look
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireSameShape("bce", prediction, target);
    if (!prediction.isSymbolic() && prediction.ge(0).and(prediction.le(1)).not().any()) {
      throw new IllegalArgumentException(
          "bce: a prediction is not from 0 to 1; give probabilities, or use BCEWithLogitsLoss for"
              + " logits");
    }
    Tensor losses = Targets.apply(Divergence.BINARY, prediction, target);
    return reduction.of(weight.map(losses::mul).orElse(losses));
  }
}
