package kierkegrad.nn.dropout;

import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.random.Generator;
import kierkegrad.tensor.Tensor;

/// While training, each channel of `[n, c, d, h, w]` becomes 0 as a whole with probability p, and
/// the others are multiplied by `1/(1 − p)`: neighbours in a volume say so much the same that
/// dropping single ones would change little. PyTorch `Dropout3d` (Tompson et al., 2015).
///
/// Without the batch, `[c, d, h, w]`, too.
///
/// @param p the probability, from 0 to 1; 0.5 by default
/// @param mode whether it is being trained; [Layer#train] and [Layer#eval] set it
/// @param generator what decides; the current one ([kierkegrad.random.Seed#current]) at each call
///   if absent
public record Dropout3d(double p, Mode mode, Optional<Generator> generator) implements Layer {
  /// Half of the channels.
  public Dropout3d() {
    this(0.5);
  }

  /// With probability p.
  public Dropout3d(double p) {
    this(p, new Mode(), Optional.empty());
  }

  /// @throws IllegalArgumentException if p is not from 0 to 1
  public Dropout3d {
    Masks.requireProbability(p);
  }

  /// @throws kierkegrad.tensor.ShapeException if x has another number of dimensions
  @Override
  public Tensor forward(Tensor x) {
    Masks.requireRank("dropout3d", x, 4, 5, "[n, c, d, h, w] or [c, d, h, w]");
    return mode.isTraining() ? Masks.channels(x, x.rank() == 4, p, generator) : x;
  }

  /// Such as `Dropout3d(p=0.5)`.
  @Override
  public String toString() {
    return "Dropout3d(p=" + p + ")";
  }
}
