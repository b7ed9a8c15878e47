package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.lint.Signal;
import kierkegrad.practice.network.Normalization;
import kierkegrad.practice.settings.Setting;

/// Batch normalisation does not like dropout before it.
final class DropoutBeforeBatchNorm implements Rule {
  @Override
  public String name() {
    return "dropout-before-batch-norm";
  }

  @Override
  public String when() {
    return "a batch normalisation follows a dropout somewhere; a hint";
  }

  @Override
  public String why() {
    return "Dropout changes the variance between training and use, and the normalisation "
        + "keeps the one of training (Li et al. 2018).";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    boolean dropped = false;
    for (Signal.Stage stage : setup.signal().chain()) {
      dropped |= Layers.isDropout(stage.layer());
      if (dropped && Layers.isBatchNorm(stage.layer())) {
        return finds(
            Severity.HINT,
            "layer %s, %s, comes after a dropout".formatted(stage.name(), stage.layer()),
            Fix.of(
                Setting.NORM,
                Normalization.LAYER,
                "drop after the last batch normalisation, or use LayerNorm"));
      }
    }
    return Optional.empty();
  }
}
