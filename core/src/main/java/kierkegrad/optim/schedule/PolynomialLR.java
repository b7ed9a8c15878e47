package kierkegrad.optim.schedule;

import kierkegrad.check.Require;

/// `η · (1 − t/n)^k` down to 0 at time n, where it stays. PyTorch `PolynomialLR`.
///
/// @param totalIters n; 5 by default
/// @param power k; 1 by default
public record PolynomialLR(long totalIters, double power) implements Schedule {
  /// PyTorch's defaults.
  public PolynomialLR() {
    this(5, 1);
  }

  /// @throws IllegalArgumentException if n is not positive or k is negative
  public PolynomialLR {
    Require.positive("polynomial schedule", "number of times", totalIters);
    Require.notNegative("polynomial schedule", "power", power);
  }

  @Override
  public double lr(double base, long time) {
    return base * Math.pow(left(time), power);
  }

  @Override
  public double next(double now, double base, long time) {
    return time == 0 || time > totalIters
        ? now
        : now * Math.pow(left(time) / left(time - 1), power);
  }

  private double left(long time) {
    return 1 - (double) Math.min(time, totalIters) / totalIters;
  }
}
