package kierkegrad.loss;

import kierkegrad.check.Require;
import kierkegrad.op.Penalty;
import kierkegrad.tensor.Tensor;

/// A parabola near 0 and a line of slope δ beyond, for the difference d of x and t: `d²/2` if |d| ≤
/// δ, else `δ(|d| − δ/2)`. PyTorch `HuberLoss`, but targets are not broadcast.
///
/// @param reduction what becomes of the losses; their mean by default
/// @param delta δ, where the parabola ends, and the slope beyond; 1 by default
public record HuberLoss(Reduction reduction, double delta) implements Loss {
  /// With PyTorch's defaults.
  public HuberLoss() {
    this(Reduction.MEAN, 1);
  }

  /// @throws IllegalArgumentException if an option is out of range
  public HuberLoss {
    Require.positive("huber", "delta", delta);
  }

  /// With another reduction.
  public HuberLoss withReduction(Reduction reduction) {
    return new HuberLoss(reduction, delta);
  }

  /// With another end of the parabola.
  public HuberLoss withDelta(double delta) {
    return new HuberLoss(reduction, delta);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireSameShape("huber", prediction, target);
    return reduction.of(Targets.apply(new Penalty.Huber(delta), prediction, target));
  }
}
