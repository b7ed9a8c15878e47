package kierkegrad.optim.schedule;

import kierkegrad.check.Require;

/// In a straight line from `η · s` to `η · e` at time n, where it stays. PyTorch `LinearLR`.
///
/// @param startFactor s, from above 0 to 1; 1/3 by default
/// @param endFactor e, from 0 to 1; 1 by default
/// @param totalIters n; 5 by default
public record LinearLR(double startFactor, double endFactor, long totalIters) implements Schedule {
  /// PyTorch's defaults.
  public LinearLR() {
    this(1.0 / 3, 1, 5);
  }

  /// @throws IllegalArgumentException if a number is out of range
  public LinearLR {
    Require.positive("linear schedule", "start factor", startFactor);
    Require.between("linear schedule", "start factor", startFactor, 0, 1);
    Require.between("linear schedule", "end factor", endFactor, 0, 1);
    Require.positive("linear schedule", "number of times", totalIters);
  }

  @Override
  public double lr(double base, long time) {
    return base * factor(time);
  }

  @Override
  public double next(double now, double base, long time) {
    if (time == 0) {
      return now * startFactor;
    }
    return time > totalIters ? now : now * (factor(time) / factor(time - 1));
  }

  private double factor(long time) {
    return startFactor + (endFactor - startFactor) * Math.min(totalIters, time) / totalIters;
  }
}
