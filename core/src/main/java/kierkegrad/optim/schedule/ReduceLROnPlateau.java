package kierkegrad.optim.schedule;

import kierkegrad.check.Require;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.Options;

/// Multiplies the learning rate by a factor when a metric has not got better for some epochs.
/// PyTorch `ReduceLROnPlateau`. Unlike a [Schedule] it has a memory, [#progress].
public final class ReduceLROnPlateau {
  /// Which metrics are better.
  public enum Mode {
    /// Smaller ones, such as a loss.
    MIN,
    /// Larger ones, such as an accuracy.
    MAX
  }

  /// How much better a metric must be to count.
  public enum ThresholdMode {
    /// By a share of the best.
    REL,
    /// By an amount.
    ABS
  }

  /// @param mode which metrics are better; smaller by default
  /// @param factor what the rate is multiplied by; 0.1 by default
  /// @param patience how many epochs without a better metric are borne; 10 by default
  /// @param threshold how much better a metric must be; 1e-4 by default
  /// @param thresholdMode as a share of the best (the default) or as an amount
  /// @param cooldown how many epochs after a reduction are not counted; 0 by default
  /// @param minLr the lowest rate; 0 by default
  /// @param eps a smaller change of the rate is left out; 1e-8 by default
  public record Options(
      Mode mode,
      double factor,
      int patience,
      double threshold,
      ThresholdMode thresholdMode,
      int cooldown,
      double minLr,
      double eps) {
    /// PyTorch's defaults.
    public Options() {
      this(Mode.MIN, 0.1, 10, 1e-4, ThresholdMode.REL, 0, 0, 1e-8);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.share("plateau schedule", "factor", factor);
      Require.notNegative("plateau schedule", "patience", patience);
      Require.notNegative("plateau schedule", "threshold", threshold);
      Require.notNegative("plateau schedule", "cooldown", cooldown);
      Require.notNegative("plateau schedule", "lowest rate", minLr);
      Require.notNegative("plateau schedule", "eps", eps);
    }

    /// With the other direction.
    public Options withMode(Mode mode) {
      return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
    }

    /// With another factor.
    public Options withFactor(double factor) {
      return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
    }

    /// With another patience.
    public Options withPatience(int patience) {
      return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
    }

    /// With another threshold.
    public Options withThreshold(double threshold, ThresholdMode thresholdMode) {
      return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
    }

    /// With a cooldown.
    public Options withCooldown(int cooldown) {
      return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
    }

    /// With a lowest rate.
    public Options withMinLr(double minLr) {
      return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
    }

    /// With another ε.
    public Options withEps(double eps) {
      return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
    }

    private boolean better(double metric, double best) {
      double direction = mode == Mode.MIN ? -1 : 1;
      return switch (thresholdMode) {
        case REL -> direction * metric > direction * best * (1 + direction * threshold);
        case ABS -> direction * metric > direction * best + threshold;
      };
    }
  }

  /// What is remembered between epochs: save it to go on later.
  ///
  /// @param best the best metric so far
  /// @param badEpochs epochs since then
  /// @param cooldown epochs that are still not counted
  public record Progress(double best, int badEpochs, int cooldown) {}

  private final Options options;
  private Progress progress;

  /// PyTorch's defaults.
  public ReduceLROnPlateau() {
    this(new Options());
  }

  /// With options.
  public ReduceLROnPlateau(Options options) {
    this.options = options;
    double worst = options.mode() == Mode.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    this.progress = new Progress(worst, 0, 0);
  }

  /// What is remembered now.
  public Progress progress() {
    return progress;
  }

  /// Goes on from there.
  public void restore(Progress progress) {
    this.progress = progress;
  }

  /// Takes the metric of an epoch, and lowers the rates of all groups if it is time.
  public void step(double metric, Optimizer optimizer) {
    boolean better = options.better(metric, progress.best());
    double best = better ? metric : progress.best();
    boolean cooling = progress.cooldown() > 0;
    int bad = better || cooling ? 0 : progress.badEpochs() + 1;
    int cooldown = cooling ? progress.cooldown() - 1 : 0;
    if (bad > options.patience()) {
      reduce(optimizer);
      bad = 0;
      cooldown = options.cooldown();
    }
    progress = new Progress(best, bad, cooldown);
  }

  private void reduce(Optimizer optimizer) {
    for (int group = 0; group < optimizer.groups().size(); group++) {
      double before = optimizer.lr(group);
      double after = Math.max(before * options.factor(), options.minLr());
      if (before - after > options.eps()) {
        optimizer.lr(group, after);
      }
    }
  }
}
