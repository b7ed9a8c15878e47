package kierkegrad.nn.dropout;

import java.util.Optional;
import kierkegrad.op.DropoutMask;
import kierkegrad.random.Generator;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// What dropout layers share.
final class Masks {
  /// SELU far below 0.
  private static final double ALPHA = -1.7580993408473766;

  private Masks() {}

  static void requireProbability(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("dropout: p = " + p + " is no probability; use 0 to 1");
    }
  }

  static void requireRank(String layer, Tensor x, int low, int high, String expected) {
    if (x.rank() != low && x.rank() != high) {
      throw new ShapeException(layer + ": " + x.shape() + " does not fit; expects " + expected);
    }
  }

  /// x times a mask that is the same for all of a channel.
  ///
  /// @param single whether x has no batch
  static Tensor channels(Tensor x, boolean single, double p, Optional<Generator> generator) {
    return p == 0 ? x : x.mul(mask(channelwise(x, single), p, generator));
  }

  private static Tensor mask(Tensor like, double p, Optional<Generator> generator) {
    return Tensor.apply(new DropoutMask(p, generator), like);
  }

  /// One element of each channel.
  private static Tensor channelwise(Tensor x, boolean single) {
    int kept = single ? 1 : 2;
    Tensor some = x.detach();
    for (int i = kept; i < x.rank(); i++) {
      some = some.size(i) == 0 ? some : some.narrow(i, 0, 1);
    }
    return some;
  }

  /// @param whole whether channels are dropped as a whole
  static Tensor alpha(Tensor x, boolean whole, double p, Optional<Generator> generator) {
    if (whole && x.rank() < 2) {
      throw new ShapeException(
          "feature_alpha_dropout: " + x.shape() + " has no channels; expects [n, c, …]");
    }
    if (p == 0 || x.elements() == 0) {
      return x;
    }
    if (p == 1) {
      return x.mul(0);
    }
    double scale = 1 / Math.sqrt((ALPHA * ALPHA * p + 1) * (1 - p));
    Tensor mask = mask(whole ? channelwise(x, false) : x.detach(), p, generator);
    // 1 where kept, 0 where dropped.
    Tensor kept = mask.mul(1 - p);
    Tensor shift = kept.neg().add(1).mul(ALPHA * scale).sub(ALPHA * scale * p);
    return x.mul(kept.mul(scale)).add(shift);
  }
}
