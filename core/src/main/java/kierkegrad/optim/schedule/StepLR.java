package kierkegrad.optim.schedule;

import kierkegrad.check.Require;

/// `η · γ^⌊t/n⌋`: multiplied by γ every n times. PyTorch `StepLR`.
///
/// @param stepSize n
/// @param gamma γ; 0.1 by default
public record StepLR(int stepSize, double gamma) implements Schedule {
  /// Divided by ten every n times.
  public StepLR(int stepSize) {
    this(stepSize, 0.1);
  }

  /// @throws IllegalArgumentException if n or γ is not positive
  public StepLR {
    Require.positive("step schedule", "step size", stepSize);
    Require.positive("step schedule", "gamma", gamma);
  }

  @Override
  public double lr(double base, long time) {
    return base * Math.pow(gamma, Math.floorDiv(time, stepSize));
  }

  @Override
  public double next(double now, double base, long time) {
    return time == 0 || time % stepSize != 0 ? now : now * gamma;
  }
}
