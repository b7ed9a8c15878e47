package kierkegrad.nn.dropout;

import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.random.Generator;
import kierkegrad.tensor.Tensor;

/// While training, each channel of `[n, c, l]` becomes 0 as a whole with probability p, and the
/// others are multiplied by `1/(1 − p)`: neighbours in a sequence say so much the same that
/// dropping single ones would change little. PyTorch `Dropout1d` (Tompson et al., 2015).
///
/// Without the batch, `[c, l]`, too.
///
/// @param p the probability, from 0 to 1; 0.5 by default
/// @param mode whether it is being trained; [Layer#train] and [Layer#eval] set it
/// @param generator what decides; the current one ([kierkegrad.random.Seed#current]) at each call
///   if absent
public record Dropout1d(double p, Mode mode, Optional<Generator> generator) implements Layer {
  /// Half of the channels.
  public Dropout1d() {
    this(0.5);
  }

  /// With probability p.
  public Dropout1d(double p) {
    this(p, new Mode(), Optional.empty());
  }

  /// @throws IllegalArgumentException if p is not from 0 to 1
  public Dropout1d {
    Masks.requireProbability(p);
  }

  /// @throws kierkegrad.tensor.ShapeException if x has another number of dimensions
  @Override
  public Tensor forward(Tensor x) {
    Masks.requireRank("dropout1d", x, 2, 3, "[n, c, l] or [c, l]");
    return mode.isTraining() ? Masks.channels(x, x.rank() == 2, p, generator) : x;
  }

  /// Such as `Dropout1d(p=0.5)`.
  @Override
  public String toString() {
    return "Dropout1d(p=" + p + ")";
  }
}
