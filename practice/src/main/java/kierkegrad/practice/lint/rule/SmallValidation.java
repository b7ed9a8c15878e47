package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.Setting;

/// Early stopping needs rows to judge by.
final class SmallValidation implements Rule {
  @Override
  public String name() {
    return "small-validation";
  }

  @Override
  public String when() {
    return "training ends by the validation loss, which fewer than 10 rows give";
  }

  @Override
  public String why() {
    return "A loss over a few rows jumps from epoch to epoch, so the training ends at a "
        + "chance moment.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    int rows = setup.validation().map(v -> v.size()).orElse(0);
    if (setup.setting(Setting.PATIENCE).orElse(0) == 0 || rows >= 10) {
      return Optional.empty();
    }
    double share = Math.min(0.3, Math.ceil(1000.0 / (setup.train().size() + rows)) / 100);
    return finds(
        Severity.WARNING,
        "%d validation rows decide when the training ends".formatted(rows),
        Fix.of(Setting.VALIDATION, share, "keep more rows for the validation"));
  }
}
