package kierkegrad.optim.schedule;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import kierkegrad.check.Require;

/// From the lowest rate up to the highest and down again, again and again (Smith, 2017). The
/// momentum goes the other way. PyTorch `CyclicLR`.
///
/// The rates are those named here, whatever the optimizer's options say; for other ones in another
/// group use `apply(optimizer, group, time)`.
///
/// @param baseLr the lowest rate
/// @param maxLr the highest rate
/// @param stepSizeUp the times on the way up; 2000 by default
/// @param stepSizeDown the times on the way down; as many by default
/// @param scaleMode what the height of a cycle depends on
/// @param scale the height, as a share: a function of the cycle, counted from 1, or of the time
/// @param cycleMomentum whether the momentum moves; true by default
/// @param baseMomentum its lowest value; 0.8 by default
/// @param maxMomentum its highest value; 0.9 by default
public record CyclicLR(
    double baseLr,
    double maxLr,
    long stepSizeUp,
    long stepSizeDown,
    ScaleMode scaleMode,
    DoubleUnaryOperator scale,
    boolean cycleMomentum,
    double baseMomentum,
    double maxMomentum)
    implements Schedule {
  /// What the height of a cycle depends on.
  public enum ScaleMode {
    /// Its number, from 1.
    CYCLE,
    /// The time.
    ITERATIONS
  }

  /// Cycles of equal height, 4000 times each: PyTorch's mode `triangular`.
  public CyclicLR(double baseLr, double maxLr) {
    this(baseLr, maxLr, 2000);
  }

  /// Cycles of equal height with that many times up and as many down.
  public CyclicLR(double baseLr, double maxLr, long stepSizeUp) {
    this(baseLr, maxLr, stepSizeUp, stepSizeUp, ScaleMode.CYCLE, _ -> 1, true, 0.8, 0.9);
  }

  /// @throws IllegalArgumentException if a number is out of range
  public CyclicLR {
    Require.notNegative("cyclic schedule", "lowest rate", baseLr);
    Require.notNegative("cyclic schedule", "highest rate", maxLr);
    Require.positive("cyclic schedule", "number of times up", stepSizeUp);
    Require.positive("cyclic schedule", "number of times down", stepSizeDown);
    Require.notNegative("cyclic schedule", "lowest momentum", baseMomentum);
    Require.notNegative("cyclic schedule", "highest momentum", maxMomentum);
  }

  /// With other times on the way down.
  public CyclicLR withStepSizeDown(long stepSizeDown) {
    return new CyclicLR(
        baseLr,
        maxLr,
        stepSizeUp,
        stepSizeDown,
        scaleMode,
        scale,
        cycleMomentum,
        baseMomentum,
        maxMomentum);
  }

  /// Each cycle half as high as the one before: PyTorch's mode `triangular2`.
  public CyclicLR withHalving() {
    return withScale(ScaleMode.CYCLE, cycle -> Math.pow(2, 1 - cycle));
  }

  /// Lower by `γᵗ`: PyTorch's mode `exp_range`.
  public CyclicLR withExpRange(double gamma) {
    return withScale(ScaleMode.ITERATIONS, time -> Math.pow(gamma, time));
  }

  /// With a height of one's own. PyTorch `scale_fn` and `scale_mode`.
  public CyclicLR withScale(ScaleMode scaleMode, DoubleUnaryOperator scale) {
    return new CyclicLR(
        baseLr,
        maxLr,
        stepSizeUp,
        stepSizeDown,
        scaleMode,
        scale,
        cycleMomentum,
        baseMomentum,
        maxMomentum);
  }

  /// Leaving the momentum as it is.
  public CyclicLR withoutMomentum() {
    return new CyclicLR(
        baseLr,
        maxLr,
        stepSizeUp,
        stepSizeDown,
        scaleMode,
        scale,
        false,
        baseMomentum,
        maxMomentum);
  }

  /// With other bounds of the momentum.
  public CyclicLR withMomentum(double baseMomentum, double maxMomentum) {
    return new CyclicLR(
        baseLr, maxLr, stepSizeUp, stepSizeDown, scaleMode, scale, true, baseMomentum, maxMomentum);
  }

  @Override
  public double lr(double base, long time) {
    return baseLr + (maxLr - baseLr) * height(time);
  }

  @Override
  public OptionalDouble momentum(long time) {
    return cycleMomentum
        ? OptionalDouble.of(maxMomentum - (maxMomentum - baseMomentum) * height(time))
        : OptionalDouble.empty();
  }

  /// From 0 to the scale and back.
  private double height(long time) {
    long length = stepSizeUp + stepSizeDown;
    long cycle = 1 + time / length;
    double now = time % length;
    double way = now <= stepSizeUp ? now / stepSizeUp : (length - now) / stepSizeDown;
    return way * scale.applyAsDouble(scaleMode == ScaleMode.CYCLE ? cycle : time);
  }
}
