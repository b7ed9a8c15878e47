package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.NLLLoss;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.tensor.Tensor;

/// The model can take the rows, and gives as many outputs as there are classes.
final class ModelFits implements Rule {
  @Override
  public String name() {
    return "model-fits";
  }

  @Override
  public String when() {
    return "the model fails on the training rows, or cross-entropy gets fewer outputs than "
        + "there are classes";
  }

  @Override
  public String why() {
    return "A step multiplies the rows by the weights, so their shapes must agree before "
        + "anything can be learnt.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    if (setup.signal().failure().isPresent()) {
      return finds(
          Severity.ERROR,
          "the model cannot take the training rows: " + setup.signal().failure().get(),
          Fix.words("change the first layers so that they take rows of this shape"));
    }
    Tensor output = setup.signal().output().orElseThrow();
    int classes = setup.counts().length;
    boolean scores = setup.loss() instanceof CrossEntropyLoss || setup.loss() instanceof NLLLoss;
    if (scores && output.rank() > 1 && output.size(1) < classes) {
      return finds(
          Severity.ERROR,
          "the model has %d outputs, and the rows have %d classes"
              .formatted(output.size(1), classes),
          Fix.words("make the last layer %d wide".formatted(classes)));
    }
    return Optional.empty();
  }
}
