package kierkegrad.optim.schedule;

import java.util.List;
import java.util.OptionalDouble;

/// One schedule after the other; each one's time starts at 0 when it takes over. PyTorch
/// `SequentialLR`.
///
/// @param schedules one more than there are milestones
/// @param milestones when the next schedule takes over
public record SequentialLR(List<Schedule> schedules, List<Long> milestones) implements Schedule {
  /// @throws IllegalArgumentException if the counts do not fit or the milestones do not grow
  public SequentialLR {
    schedules = List.copyOf(schedules);
    milestones = List.copyOf(milestones);
    if (schedules.isEmpty() || milestones.size() != schedules.size() - 1) {
      throw new IllegalArgumentException(
          "sequential schedule: "
              + schedules.size()
              + " schedules and "
              + milestones.size()
              + " milestones; use one milestone less than schedules");
    }
    for (int i = 0; i < milestones.size(); i++) {
      long least = i == 0 ? 0 : milestones.get(i - 1);
      if (milestones.get(i) <= least) {
        throw new IllegalArgumentException(
            "sequential schedule: milestone "
                + milestones.get(i)
                + " is not after "
                + least
                + "; name times that grow");
      }
    }
  }

  @Override
  public double lr(double base, long time) {
    int part = part(time);
    Schedule schedule = schedules.get(part);
    long begin = begin(part);
    double first = part == 0 ? base : schedule.start(lr(base, begin - 1), base);
    return schedule.lr(first, time - begin);
  }

  @Override
  public double next(double now, double base, long time) {
    int part = part(time);
    Schedule schedule = schedules.get(part);
    long begin = begin(part);
    return part > 0 && time == begin
        ? schedule.lr(schedule.start(now, base), 0)
        : schedule.next(now, base, time - begin);
  }

  @Override
  public OptionalDouble momentum(long time) {
    int part = part(time);
    return schedules.get(part).momentum(time - begin(part));
  }

  private int part(long time) {
    return Math.toIntExact(milestones.stream().filter(m -> m <= time).count());
  }

  private long begin(int part) {
    return part == 0 ? 0 : milestones.get(part - 1);
  }
}
