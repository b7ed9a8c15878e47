package kierkegrad.optim.schedule;

import kierkegrad.check.Require;

/// `η · γᵗ`. PyTorch `ExponentialLR`.
///
/// @param gamma γ
public record ExponentialLR(double gamma) implements Schedule {
  /// @throws IllegalArgumentException if γ is not positive
  public ExponentialLR {
    Require.positive("exponential schedule", "gamma", gamma);
  }

  @Override
  public double lr(double base, long time) {
    return base * Math.pow(gamma, time);
  }

  @Override
  public double next(double now, double base, long time) {
    return time == 0 ? now : now * gamma;
  }
}
