package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Size;

/// A batch should be smaller than the data.
final class BatchSize implements Rule {
  @Override
  public String name() {
    return "batch-size";
  }

  @Override
  public String when() {
    return "a batch would have more rows than the training part (unless all are asked for: "
        + "--batch full)";
  }

  @Override
  public String why() {
    return "An epoch is then one step, so that 100 epochs are 100 steps, where minibatches "
        + "make many more of the same rows.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    int rows = setup.train().size();
    int batch = setup.batch().orElse(1);
    if (batch <= rows || batch == Integer.MAX_VALUE) {
      return Optional.empty();
    }
    int usual = Math.min(rows, Size.of(rows).batch());
    return finds(
        Severity.WARNING,
        "%,d rows per step, and %,d to train with: an epoch is one step".formatted(batch, rows),
        Fix.of(Setting.BATCH, usual, "use batches of %d rows".formatted(usual)));
  }
}
