package kierkegrad.practice.settings;

import java.util.Locale;
import kierkegrad.optim.schedule.CosineAnnealingLR;
import kierkegrad.optim.schedule.ExponentialLR;
import kierkegrad.optim.schedule.LinearWarmup;
import kierkegrad.optim.schedule.OneCycleLR;
import kierkegrad.optim.schedule.Schedule;
import kierkegrad.optim.schedule.StepLR;

/// The learning-rate schedules of the command line, laid over a whole run.
public enum ScheduleChoice {
  /// The same rate throughout.
  CONSTANT,
  /// Half a cosine down to 0.
  COSINE,
  /// Up for 30 % of the run, then down.
  ONECYCLE,
  /// Divided by 10 after each third of the run.
  STEP,
  /// In even factors down to a hundredth.
  EXPONENTIAL,
  /// Up from a third during the first tenth of the run, then constant.
  WARMUP;

  /// The schedule of a run.
  ///
  /// @param steps the number of batches of the whole run
  public Schedule create(long steps) {
    return switch (this) {
      case CONSTANT -> Schedule.constant();
      case COSINE -> new CosineAnnealingLR(steps);
      case ONECYCLE -> new OneCycleLR(steps).withoutMomentum();
      case STEP -> new StepLR(Math.toIntExact(Math.ceilDiv(steps, 3)));
      case EXPONENTIAL -> new ExponentialLR(Math.pow(0.01, 1.0 / steps));
      case WARMUP -> new LinearWarmup(Math.ceilDiv(steps, 10));
    };
  }

  /// The name on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
