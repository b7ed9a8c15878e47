package kierkegrad.optim.schedule;

import java.util.List;
import java.util.OptionalDouble;

/// Several schedules at once: each changes the rate that the one before it made, by its
/// [Schedule#next]. Those that multiply the rate are thus multiplied. PyTorch `ChainedScheduler`.
public final class ChainedScheduler implements Schedule {
  private final List<Schedule> schedules;
  private final Recursion rates = new Recursion(this::next);

  /// @param schedules in the order in which they are applied
  /// @throws IllegalArgumentException if there is none
  public ChainedScheduler(List<Schedule> schedules) {
    this.schedules = List.copyOf(schedules);
    if (schedules.isEmpty()) {
      throw new IllegalArgumentException("chained schedule: no schedule; name at least one");
    }
  }

  @Override
  public double lr(double base, long time) {
    return rates.at(base, time);
  }

  @Override
  public double next(double now, double base, long time) {
    double rate = now;
    for (Schedule schedule : schedules) {
      rate = schedule.next(rate, base, time);
    }
    return rate;
  }

  /// That of the last schedule that moves it.
  @Override
  public OptionalDouble momentum(long time) {
    return schedules.reversed().stream()
        .map(schedule -> schedule.momentum(time))
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }
}
