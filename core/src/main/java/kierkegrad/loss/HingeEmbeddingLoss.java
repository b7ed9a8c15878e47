package kierkegrad.loss;

import kierkegrad.op.Penalty;
import kierkegrad.tensor.Tensor;

/// How far apart two things are, x, where they are alike (t = 1), and what is missing to a margin,
/// `max(0, Δ − x)`, where they are not (t = −1). PyTorch `HingeEmbeddingLoss`, but targets are not
/// broadcast.
///
/// @param margin Δ; 1 by default
/// @param reduction what becomes of the losses; their mean by default
public record HingeEmbeddingLoss(double margin, Reduction reduction) implements Loss {
  /// With PyTorch's defaults.
  public HingeEmbeddingLoss() {
    this(1, Reduction.MEAN);
  }

  /// With another margin.
  public HingeEmbeddingLoss withMargin(double margin) {
    return new HingeEmbeddingLoss(margin, reduction);
  }

  /// With another reduction.
  public HingeEmbeddingLoss withReduction(Reduction reduction) {
    return new HingeEmbeddingLoss(margin, reduction);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireSame("hinge_embedding", prediction, target);
    return reduction.of(
        Targets.apply(new Penalty.HingeEmbedding(margin), prediction, target.detach()));
  }
}
