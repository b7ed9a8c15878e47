package kierkegrad.practice.lint.rule;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Group;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Sample;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.Setting;

/// No column should know the answer.
final class Leakage implements Rule {
  private static final int ENOUGH = 50;

  @Override
  public String name() {
    return "leakage";
  }

  @Override
  public String when() {
    return "a column is one-to-one with the classes, or alone predicts them for at least "
        + "99 % of rows that a 1-rule (Holte 1993) has not seen (50 rows and more); or "
        + "its correlation with a number to predict is 0.9999 or more";
  }

  @Override
  public String why() {
    return "A column that is made from the answer is not there when the answer is asked "
        + "for, so the test is too good to be true.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    Sample sample = setup.sample();
    if (sample.targets().length < ENOUGH || sample.isWide()) {
      return Optional.empty();
    }
    double[] targets = sample.targets();
    for (Group group : sample.groups()) {
      double[] values = sample.values(group);
      if (setup.isClassification()) {
        if (Arrays.stream(targets).distinct().count() > 1 && isOneToOne(values, targets)) {
          return leak(Severity.ERROR, group.name(), "is one-to-one with the classes");
        }
        double right = OneRule.accuracy(values, targets);
        if (right >= 0.99 && right - majority(targets) >= 0.05) {
          return leak(
              Severity.WARNING,
              group.name(),
              "alone predicts %.1f %% of unseen rows".formatted(100 * right));
        }
      } else if (group.numeric() && Math.abs(correlation(values, targets)) >= 0.9999) {
        return leak(
            Severity.ERROR,
            group.name(),
            "has a correlation of %.6f with the target".formatted(correlation(values, targets)));
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> leak(Severity severity, String column, String what) {
    return finds(
        severity,
        column + " " + what,
        Fix.of(
            Setting.IGNORE,
            column,
            "leave out %s, unless it is known before the answer is".formatted(column)));
  }

  private static boolean isOneToOne(double[] values, double[] targets) {
    Map<Double, Double> forth = new HashMap<>();
    Map<Double, Double> back = new HashMap<>();
    for (int i = 0; i < targets.length; i++) {
      double target = targets[i];
      double value = values[i];
      if (forth.computeIfAbsent(value, _ -> target) != target
          || back.computeIfAbsent(target, _ -> value) != value) {
        return false;
      }
    }
    return true;
  }

  private static double majority(double[] targets) {
    Map<Double, Integer> counts = new HashMap<>();
    Arrays.stream(targets).forEach(t -> counts.merge(t, 1, Integer::sum));
    return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0)
        / (double) targets.length;
  }

  private static double correlation(double[] x, double[] y) {
    double mx = Sample.mean(x);
    double my = Sample.mean(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - mx) * (y[i] - my);
    }
    double scale = x.length * Sample.deviation(x) * Sample.deviation(y);
    return scale == 0 ? 0 : sum / scale;
  }
}
