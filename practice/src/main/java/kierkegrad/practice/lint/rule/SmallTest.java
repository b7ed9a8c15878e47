package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.Setting;

/// A test needs rows to be believed.
final class SmallTest implements Rule {
  @Override
  public String name() {
    return "small-test";
  }

  @Override
  public String when() {
    return "fewer than 20 test rows; a hint below 30";
  }

  @Override
  public String why() {
    return "The accuracy over n rows has a standard error of √(p·(1 − p) / n), which hides "
        + "differences that are smaller.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    if (setup.test().isEmpty() || !setup.isClassification()) {
      return Optional.empty();
    }
    int rows = setup.test().get().size();
    if (rows >= 30) {
      return Optional.empty();
    }
    int all = setup.train().size() + rows;
    double share = Math.min(0.5, Math.ceil(100.0 * 30 / all) / 100);
    return finds(
        rows < 20 ? Severity.WARNING : Severity.HINT,
        "%d test rows: an accuracy of 0.9 has a standard error of ±%.3f"
            .formatted(rows, Math.sqrt(0.09 / rows)),
        Fix.of(Setting.TEST, share, "test with more rows, or with several splits"));
  }
}
