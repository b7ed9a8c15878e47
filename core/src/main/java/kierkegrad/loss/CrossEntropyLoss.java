package kierkegrad.loss;

import java.util.Optional;
import kierkegrad.op.Fused;
import kierkegrad.tensor.Tensor;

/// Cross-entropy of logits x `[n, C, d1, …]` with class numbers t `[n, d1, …]`: `−w_t · ln
/// softmax(x)_t`. With label smoothing ε it is `(1 − ε) · (−w_t · ln p_t) + ε/C · Σ_c (−w_c · ln
/// p_c)`. PyTorch `CrossEntropyLoss`.
///
/// Targets that are floating, of the logits' shape, are probabilities of every class: `−Σ_c w_c ·
/// t_c · ln p_c`, with t smoothed to `(1 − ε) · t + ε/C`; their mean is over all rows.
///
/// The same as [NLLLoss] on a log-softmax, in one operation.
///
/// @param weight one weight per class, `[C]`; 1 if absent. The mean is `Σ losses / Σ w_t`
/// @param ignoreIndex a class number that is left out of loss and mean; −100 by default
/// @param labelSmoothing ε, from 0 to 1; 0 by default
/// @param reduction what becomes of the losses
public record CrossEntropyLoss(
    Optional<Tensor> weight, long ignoreIndex, double labelSmoothing, Reduction reduction)
    implements Loss {
  /// Without weights and smoothing, the mean.
  public CrossEntropyLoss() {
    this(Optional.empty(), ClassRows.IGNORE_INDEX, 0, Reduction.MEAN);
  }

  /// @throws IllegalArgumentException if the label smoothing is not from 0 to 1
  public CrossEntropyLoss {
    if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
      throw new IllegalArgumentException(
          "cross_entropy: label smoothing " + labelSmoothing + " is not a share; use 0 to 1");
    }
  }

  /// With one weight per class, `[C]`.
  public CrossEntropyLoss withWeight(Tensor weight) {
    return new CrossEntropyLoss(Optional.of(weight), ignoreIndex, labelSmoothing, reduction);
  }

  /// With another class number that is left out.
  public CrossEntropyLoss withIgnoreIndex(long ignoreIndex) {
    return new CrossEntropyLoss(weight, ignoreIndex, labelSmoothing, reduction);
  }

  /// With label smoothing ε.
  public CrossEntropyLoss withLabelSmoothing(double labelSmoothing) {
    return new CrossEntropyLoss(weight, ignoreIndex, labelSmoothing, reduction);
  }

  /// With another reduction.
  public CrossEntropyLoss withReduction(Reduction reduction) {
    return new CrossEntropyLoss(weight, ignoreIndex, labelSmoothing, reduction);
  }

  /// The loss for class numbers; for floating targets, the probabilities of every class.
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    if (target.dtype().isFloating()) {
      return new ClassShares(weight, labelSmoothing, reduction).of(prediction, target);
    }
    ClassRows rows = ClassRows.of("cross_entropy", prediction, target, ignoreIndex);
    rows.requireWeights("cross_entropy", weight);
    Tensor plain = Tensor.apply(new Fused.CrossEntropy(), rows.scores(), rows.classes());
    Optional<Tensor> weights = rows.rowWeights(weight);
    Tensor sharp = weight.isPresent() ? plain.mul(weights.orElseThrow()) : plain;
    Tensor losses = labelSmoothing == 0 ? sharp : smoothed(rows.scores(), sharp);
    return rows.reduce(rows.kept(losses), weights, reduction);
  }

  private Tensor smoothed(Tensor logits, Tensor sharp) {
    Tensor surprise = logits.logSoftmax(1).neg();
    Tensor even = weight.map(w -> surprise.mul(w.to(logits.dtype()))).orElse(surprise).sum(1);
    return sharp.mul(1 - labelSmoothing).add(even.mul(labelSmoothing / logits.size(1)));
  }
}
