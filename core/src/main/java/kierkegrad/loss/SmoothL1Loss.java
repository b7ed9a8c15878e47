package kierkegrad.loss;

import kierkegrad.check.Require;
import kierkegrad.op.Penalty;
import kierkegrad.tensor.Tensor;

/// A parabola near 0 and |d| − β/2 beyond, for the difference d of x and t: `d²/(2β)` if |d| < β,
/// else `|d| − β/2`. With β = 0 it is [L1Loss]. PyTorch `SmoothL1Loss`, but targets are not
/// broadcast.
///
/// @param reduction what becomes of the losses; their mean by default
/// @param beta β, where the parabola ends; 1 by default
public record SmoothL1Loss(Reduction reduction, double beta) implements Loss {
  /// With PyTorch's defaults.
  public SmoothL1Loss() {
    this(Reduction.MEAN, 1);
  }

  /// @throws IllegalArgumentException if an option is out of range
  public SmoothL1Loss {
    Require.notNegative("smooth_l1", "beta", beta);
  }

  /// With another reduction.
  public SmoothL1Loss withReduction(Reduction reduction) {
    return new SmoothL1Loss(reduction, beta);
  }

  /// With another end of the parabola.
  public SmoothL1Loss withBeta(double beta) {
    return new SmoothL1Loss(reduction, beta);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireSameShape("smooth_l1", prediction, target);
    return reduction.of(
        beta == 0
            ? prediction.sub(target).abs()
            : Targets.apply(new Penalty.SmoothL1(beta), prediction, target));
  }
}
