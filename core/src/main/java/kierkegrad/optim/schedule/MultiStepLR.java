package kierkegrad.optim.schedule;

import java.util.List;
import kierkegrad.check.Require;

/// Multiplied by γ at each milestone; at one that is given twice, by γ². PyTorch `MultiStepLR`.
///
/// @param milestones times
/// @param gamma γ; 0.1 by default
public record MultiStepLR(List<Long> milestones, double gamma) implements Schedule {
  /// Divided by ten at each milestone.
  public MultiStepLR(List<Long> milestones) {
    this(milestones, 0.1);
  }

  /// @throws IllegalArgumentException if γ is not positive
  public MultiStepLR {
    milestones = List.copyOf(milestones);
    Require.positive("multi-step schedule", "gamma", gamma);
  }

  @Override
  public double lr(double base, long time) {
    return base * Math.pow(gamma, milestones.stream().filter(m -> m <= time).count());
  }

  @Override
  public double next(double now, double base, long time) {
    return now * Math.pow(gamma, milestones.stream().filter(m -> m == time).count());
  }
}
