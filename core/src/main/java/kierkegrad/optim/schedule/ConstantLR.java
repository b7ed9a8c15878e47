package kierkegrad.optim.schedule;

import kierkegrad.check.Require;

/// `η · s` before time n, then η. PyTorch `ConstantLR`.
///
/// @param factor s, from 0 to 1; 1/3 by default
/// @param totalIters n; 5 by default
public record ConstantLR(double factor, long totalIters) implements Schedule {
  /// PyTorch's defaults.
  public ConstantLR() {
    this(1.0 / 3, 5);
  }

  /// @throws IllegalArgumentException if s is not from 0 to 1 or n is negative
  public ConstantLR {
    Require.between("constant schedule", "factor", factor, 0, 1);
    Require.notNegative("constant schedule", "number of times", totalIters);
  }

  @Override
  public double lr(double base, long time) {
    return time < totalIters ? base * factor : base;
  }

  @Override
  public double next(double now, double base, long time) {
    if (time == 0) {
      return lr(now, time);
    }
    if (time != totalIters) {
      return now;
    }
    return factor == 0 ? base : now * (1 / factor);
  }
}
