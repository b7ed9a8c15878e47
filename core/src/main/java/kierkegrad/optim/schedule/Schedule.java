package kierkegrad.optim.schedule;

import kierkegrad.optim.Optimizer;

/// A learning rate as a function of time: no state, so that a run can be continued anywhere.
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

  /// Sets the learning rate of every group for this time, from the one in the group's options.
  default void apply(Optimizer optimizer, long time) {
    for (int group = 0; group < optimizer.groups().size(); group++) {
      optimizer.lr(group, lr(optimizer.groups().get(group).options().lr(), time));
    }
  }

  /// The learning rate of the options, always.
  static Schedule constant() {
    return (base, time) -> base;
  }
}
