package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Sample;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.Setting;

/// A column that counts the rows is no property of them.
final class RowNumber implements Rule {
  private static final int ENOUGH = 20;

  @Override
  public String name() {
    return "row-number";
  }

  @Override
  public String when() {
    return "a numeric column grows in even steps from row to row (20 rows and more) beside "
        + "other columns";
  }

  @Override
  public String why() {
    return "A number that follows the order of the file is an id: the network can learn "
        + "which rows stood where, and that is worth nothing for new ones.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    Sample sample = setup.sample();
    if (sample.rows() < ENOUGH || sample.groups().size() < 2 || sample.isWide()) {
      return Optional.empty();
    }
    return sample.numeric().stream()
        .filter(g -> counts(sample.of(g)))
        .findFirst()
        .flatMap(g ->
            finds(
                Severity.HINT,
                g.name() + " grows from row to row in even steps, as an id does",
                Fix.of(Setting.IGNORE, g.name(), "leave out " + g.name())));
  }

  /// Whether values rise all the time, by whole multiples of the smallest step: some rows may have
  /// gone to other parts.
  private static boolean counts(double[] values) {
    double step = Double.POSITIVE_INFINITY;
    for (int i = 1; i < values.length; i++) {
      step = Math.min(step, values[i] - values[i - 1]);
    }
    if (!(step > 0)) {
      return false;
    }
    double span = values[values.length - 1] - values[0];
    if (span / step > 10.0 * values.length) {
      return false;
    }
    for (int i = 1; i < values.length; i++) {
      double steps = (values[i] - values[i - 1]) / step;
      if (Math.abs(steps - Math.rint(steps)) > 0.01) {
        return false;
      }
    }
    return true;
  }
}
