package kierkegrad.optim.schedule;

import java.util.OptionalDouble;
import kierkegrad.optim.Optimizer;

/// A learning rate as a function of time: no state, so that a run can be continued anywhere. Some
/// schedules move the momentum too.
///
/// Time is counted from 0 in whatever unit the caller applies it, steps or epochs.
///
/// ```java
/// for (int epoch = 0; epoch < epochs; epoch++) {
///   schedule.apply(optimizer, epoch);
///   … // steps
/// }
/// ```
@FunctionalInterface
public interface Schedule {
  /// The learning rate at a time.
  ///
  /// @param base the learning rate of the optimizer's options
  /// @param time steps or epochs that are already done
  double lr(double base, long time);

  /// The learning rate at a time from the one that is in force, which other schedules may have
  /// changed: what a [ChainedScheduler] asks for. Schedules that multiply the rate, multiply this
  /// one; by default it does not count.
  ///
  /// @param now the rate so far: that of `time − 1`, and of `base` at time 0
  default double next(double now, double base, long time) {
    return lr(base, time);
  }

  /// What this schedule starts from when it takes over in a [SequentialLR]: by default the rate of
  /// the optimizer's options.
  ///
  /// @param now the rate that the schedule before it ended with
  default double start(double now, double base) {
    return base;
  }

  /// The momentum at a time, if this schedule moves it.
  default OptionalDouble momentum(long time) {
    return OptionalDouble.empty();
  }

  /// Sets the learning rate of every group for this time, from the one in the group's options.
  ///
  /// @throws UnsupportedOperationException if this schedule moves the momentum and the optimizer
  ///   has none
  default void apply(Optimizer optimizer, long time) {
    for (int group = 0; group < optimizer.groups().size(); group++) {
      apply(optimizer, group, time);
    }
  }

  /// Sets the learning rate of one group, for schedules that differ between groups.
  default void apply(Optimizer optimizer, int group, long time) {
    optimizer.lr(group, lr(optimizer.groups().get(group).options().lr(), time));
    momentum(time).ifPresent(momentum -> optimizer.momentum(group, momentum));
  }

  /// The learning rate of the options, always.
  static Schedule constant() {
    return new LambdaLR(_ -> 1);
  }
}
