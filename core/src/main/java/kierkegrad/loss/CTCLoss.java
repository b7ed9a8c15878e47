package kierkegrad.loss;

import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Connectionist temporal classification (Graves et al., 2006): minus the logarithm of the
/// probability that a sequence of classes, with blanks and repetitions left out, reads as the
/// target. PyTorch `CTCLoss`.
///
/// The gradient is that of this formula. PyTorch's in the log-probabilities is another one, which
/// is the same behind a log-softmax.
///
/// @param blank the class that stands for nothing; 0 by default
/// @param reduction what becomes of the losses; the mean, the default, divides each by the length
///   of its target first
/// @param zeroInfinity whether the loss is 0 where the target is too long for the input, and not
///   infinite; not by default
public record CTCLoss(int blank, Reduction reduction, boolean zeroInfinity) {
  /// With PyTorch's defaults.
  public CTCLoss() {
    this(0, Reduction.MEAN, false);
  }

  /// With another blank.
  public CTCLoss withBlank(int blank) {
    return new CTCLoss(blank, reduction, zeroInfinity);
  }

  /// With another reduction.
  public CTCLoss withReduction(Reduction reduction) {
    return new CTCLoss(blank, reduction, zeroInfinity);
  }

  /// With losses of 0 where they were infinite, or without.
  public CTCLoss withZeroInfinity(boolean zeroInfinity) {
    return new CTCLoss(blank, reduction, zeroInfinity);
  }

  /// The loss of a batch.
  ///
  /// @param logProbs `[t, n, C]`, such as a log-softmax gives; or `[t, C]` for one sequence
  /// @param targets class numbers `[n, s]`, of which the first of each row count, or all of them
  ///   one behind another, `[Σ lengths]`; `[s]` for one sequence
  /// @param inputLengths how many steps of each sequence count, integers `[n]`, or a scalar
  /// @param targetLengths how many class numbers each target has, integers `[n]`, or a scalar
  /// @throws kierkegrad.tensor.ShapeException if they do not fit
  public Tensor of(Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
    boolean single = logProbs.rank() == 2;
    Tensor x = single ? logProbs.unsqueeze(1) : logProbs;
    Tensor inputs = inputLengths.to(DType.I64).reshape(inputLengths.elements());
    Tensor lengths = targetLengths.to(DType.I64).reshape(targetLengths.elements());
    CtcLattice lattice = CtcLattice.of(x, targets, inputs, lengths, blank);
    Tensor losses = lattice.logProbability().neg();
    Tensor zero = Tensor.zeros(losses.dtype(), Shape.SCALAR);
    Tensor finite =
        zeroInfinity ? Tensor.where(losses.eq(Double.POSITIVE_INFINITY), zero, losses) : losses;
    return switch (reduction) {
      case MEAN -> finite.div(lengths.clamp(1, Double.POSITIVE_INFINITY).to(x.dtype())).mean();
      case NONE -> single ? finite.squeeze(0) : finite;
      case SUM, BATCH_MEAN -> reduction.of(finite);
    };
  }

  /// The loss of a batch whose lengths are known.
  ///
  /// @see #of(Tensor, Tensor, Tensor, Tensor)
  public Tensor of(Tensor logProbs, Tensor targets, long[] inputLengths, long[] targetLengths) {
    return of(logProbs, targets, Tensor.of(inputLengths), Tensor.of(targetLengths));
  }
}
