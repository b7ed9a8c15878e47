package kierkegrad.practice.lint.rule;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.lint.Signal;

/// Outputs should not be dropped.
final class OutputDropout implements Rule {
  @Override
  public String name() {
    return "output-dropout";
  }

  @Override
  public String when() {
    return "a dropout layer follows the last layer with weights";
  }

  @Override
  public String why() {
    return "Dropping an output sets a score to 0 at random, which the loss takes for an "
        + "answer.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    List<Signal.Stage> chain = setup.signal().chain();
    for (Signal.Stage stage : chain.reversed()) {
      if (Layers.isDropout(stage.layer())) {
        return finds(
            Severity.WARNING,
            "layer %s, %s, drops outputs of the model".formatted(stage.name(), stage.layer()),
            Fix.words("move the dropout before the last linear layer"));
      }
      if (!stage.layer().parameters().isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
