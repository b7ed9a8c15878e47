package kierkegrad.optim.schedule;

import kierkegrad.check.Require;

/// From `s·η` in a straight line to η at time n, then another schedule, whose time starts there at
/// 0. PyTorch `SequentialLR` of a `LinearLR` and another.
///
/// @param warmup n
/// @param startFactor s; 1/3 by default, as in PyTorch
/// @param then the schedule afterwards; constant by default
public record LinearWarmup(long warmup, double startFactor, Schedule then) implements Schedule {
  /// From a third of η, then constant.
  public LinearWarmup(long warmup) {
    this(warmup, 1.0 / 3, Schedule.constant());
  }

  /// @throws IllegalArgumentException if n is negative or s is not from above 0 to 1
  public LinearWarmup {
    Require.notNegative("warm-up", "length", warmup);
    if (!(startFactor > 0 && startFactor <= 1)) {
      throw new IllegalArgumentException(
          "warm-up: start factor " + startFactor + " is out of range; use more than 0 up to 1");
    }
  }

  /// Followed by another schedule.
  public LinearWarmup withThen(Schedule then) {
    return new LinearWarmup(warmup, startFactor, then);
  }

  @Override
  public double lr(double base, long time) {
    return time < warmup
        ? base * (startFactor + (1 - startFactor) * time / warmup)
        : then.lr(base, time - warmup);
  }
}
