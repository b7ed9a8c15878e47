package kierkegrad.loss;

import java.util.List;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// All ways to read targets out of sequences: the target with blanks around every class number,
/// step by step. The probabilities of all beginnings go forwards through it, for all sequences and
/// places at once, as logarithms.
///
/// @param steps the log-probability of each place at each step, `[t, n, 2s + 1]`
/// @param jumps whether a place can be reached from the last but one, `[n, 2s + 1]`
/// @param inputLengths `[n]`
/// @param targetLengths `[n]`
record CtcLattice(Tensor steps, Tensor jumps, Tensor inputLengths, Tensor targetLengths) {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  static CtcLattice of(
      Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths, int blank) {
    requireFit(logProbs, targets, inputLengths, targetLengths, blank);
    int n = logProbs.size(1);
    Tensor labels = targets.rank() == 2 ? targets.to(DType.I64) : rows(targets, n, targetLengths);
    int s = labels.size(1);
    Tensor used = Tensor.arange(s).lt(targetLengths.unsqueeze(1));
    Tensor empty = Tensor.full(DType.I64, Shape.of(n, s), blank);
    Tensor classes = Tensor.where(used, labels, empty);
    // blank, class, blank, class, …, blank
    Tensor pairs = Tensor.stack(2, List.of(empty, classes)).reshape(n, 2 * s);
    Tensor first = Tensor.full(DType.I64, Shape.of(n, 1), blank);
    Tensor places = Tensor.concat(1, List.of(pairs, first));
    Tensor before =
        Tensor.concat(
            1,
            List.of(
                Tensor.full(DType.I64, Shape.of(n, Math.min(2, 2 * s + 1)), blank),
                places.narrow(1, 0, Math.max(0, 2 * s - 1))));
    Tensor jumps = places.ne(blank).and(places.ne(before));
    Tensor index = places.unsqueeze(0).expand(logProbs.size(0), n, 2 * s + 1);
    return new CtcLattice(logProbs.gather(2, index), jumps, inputLengths, targetLengths);
  }

  /// Targets one behind another, one row each.
  private static Tensor rows(Tensor targets, int n, Tensor lengths) {
    Tensor all = targets.to(DType.I64);
    if (n == 1 || all.elements() == 0) {
      return all.expand(n, all.elements());
    }
    int longest = lengths.isSymbolic() ? all.elements() : (int) lengths.amax().item();
    Tensor starts = lengths.cumsum(0).sub(lengths).unsqueeze(1);
    Tensor index = Tensor.arange(longest).add(starts).clamp(0, all.elements() - 1);
    return all.expand(n, all.elements()).gather(1, index);
  }

  /// That of each target, `[n]`.
  Tensor logProbability() {
    int width = jumps.size(1);
    Tensor never = Tensor.full(steps.dtype(), Shape.SCALAR, NEVER);
    Tensor start = Tensor.arange(width).lt(2);
    Tensor begun = Tensor.where(start, steps.select(0, 0), never);
    for (int t = 1; t < steps.size(0); t++) {
      Tensor next = reached(begun).add(steps.select(0, t));
      begun = Tensor.where(inputLengths.gt(t).unsqueeze(1), next, begun);
    }
    // The last class number or the blank behind it.
    Tensor end = targetLengths.mul(2).unsqueeze(1);
    Tensor last = begun.gather(1, end);
    Tensor none = targetLengths.eq(0).unsqueeze(1);
    Tensor lastButOne = begun.gather(1, end.sub(1).clamp(0, width));
    Tensor whole =
        sum(last, Tensor.where(none, never, lastButOne), Tensor.where(none, never, never))
            .squeeze(1);
    // Nothing reads as nothing; before any step there is nothing.
    Tensor sure = Tensor.zeros(steps.dtype(), Shape.SCALAR);
    return Tensor.where(inputLengths.gt(0), whole, Tensor.where(targetLengths.eq(0), sure, never));
  }

  /// The probabilities of being at a place, its predecessor, or the one before.
  private Tensor reached(Tensor begun) {
    int width = jumps.size(1);
    Tensor never = Tensor.full(steps.dtype(), Shape.of(begun.size(0), 2), NEVER);
    Tensor padded = Tensor.concat(1, List.of(never, begun));
    Tensor jumped =
        Tensor.where(
            jumps, padded.narrow(1, 0, width), Tensor.full(steps.dtype(), Shape.SCALAR, NEVER));
    return sum(begun, padded.narrow(1, 1, width), jumped);
  }

  /// ln(eᵃ + eᵇ + eᶜ). Of nothing but −∞ it is −∞, with slope 0.
  private static Tensor sum(Tensor a, Tensor b, Tensor c) {
    Tensor most = a.maximum(b).maximum(c).detach();
    Tensor dead = most.eq(NEVER);
    Tensor zero = Tensor.zeros(a.dtype(), Shape.SCALAR);
    Tensor base = Tensor.where(dead, zero, most);
    Tensor total = a.sub(base).exp().add(b.sub(base).exp()).add(c.sub(base).exp());
    Tensor safe = Tensor.where(dead, Tensor.ones(a.dtype(), Shape.SCALAR), total);
    return Tensor.where(dead, most, safe.log().add(base));
  }

  private static void requireFit(
      Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths, int blank) {
    if (logProbs.rank() != 3 || logProbs.size(0) == 0) {
      throw new ShapeException(
          "ctc: log-probabilities "
              + logProbs.shape()
              + " are no sequences; expects [t, n, classes]"
              + " or [t, classes] with t of at least 1");
    }
    int n = logProbs.size(1);
    if (blank < 0 || blank >= logProbs.size(2)) {
      throw new IllegalArgumentException(
          "ctc: blank " + blank + " is none of the " + logProbs.size(2) + " classes");
    }
    if (inputLengths.elements() != n || targetLengths.elements() != n) {
      throw new ShapeException(
          "ctc: "
              + n
              + " sequences need as many lengths, but there are "
              + inputLengths.elements()
              + " of inputs and "
              + targetLengths.elements()
              + " of targets");
    }
    if (targets.dtype().isFloating()
        || targets.rank() > 2
        || (targets.rank() == 2 && targets.size(0) != n)) {
      throw new ShapeException(
          "ctc: targets "
              + targets.dtype().torchName()
              + targets.shape()
              + " do not fit: expects class numbers [n, s], or [all lengths]");
    }
    if (!inputLengths.isSymbolic() && !targetLengths.isSymbolic() && n > 0) {
      requireLengths(logProbs, targets, inputLengths, targetLengths);
    }
  }

  private static void requireLengths(
      Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
    double steps = inputLengths.amax().item();
    if (steps > logProbs.size(0)) {
      throw new ShapeException(
          "ctc: an input is " + (int) steps + " steps long, but there are " + logProbs.size(0));
    }
    double given = targets.rank() == 2 ? targetLengths.amax().item() : targetLengths.sum().item();
    if (given > targets.size(-1) || (targets.rank() == 1 && given != targets.size(0))) {
      throw new ShapeException(
          "ctc: the targets' lengths say "
              + (int) given
              + ", but the targets are "
              + targets.shape());
    }
  }
}
