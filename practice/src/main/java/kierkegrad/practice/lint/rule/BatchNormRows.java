package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.lint.Signal;
import kierkegrad.practice.settings.Setting;

/// Batch normalisation needs batches.
final class BatchNormRows implements Rule {
  @Override
  public String name() {
    return "batch-norm-rows";
  }

  @Override
  public String when() {
    return "the model normalises over batches, and a batch, or the last one of an epoch, "
        + "has a single row";
  }

  @Override
  public String why() {
    return "One row has no variance, so there is nothing to divide by.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    if (setup.batch().isEmpty() || Signal.within(setup.model()).noneMatch(Layers::isBatchNorm)) {
      return Optional.empty();
    }
    int rows = setup.train().size();
    int batch = Math.min(rows, setup.batch().getAsInt());
    if (batch != 1 && rows % batch != 1) {
      return Optional.empty();
    }
    int better = batch == 1 ? 16 : batch + 1;
    while (rows % better == 1) {
      better++;
    }
    return finds(
        Severity.ERROR,
        batch == 1
            ? "batches of 1 row, and a batch normalisation"
            : "batches of %d leave a last one of 1 of the %,d rows to the batch normalisation"
                .formatted(batch, rows),
        Fix.of(Setting.BATCH, better, "use batches of %d rows, or LayerNorm".formatted(better)));
  }
}
