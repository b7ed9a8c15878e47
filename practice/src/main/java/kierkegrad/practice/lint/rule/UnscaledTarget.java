package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Sample;
import kierkegrad.practice.lint.Setup;

/// A number to predict should be about 1 in size.
final class UnscaledTarget implements Rule {
  private static final double MOST = 20;

  @Override
  public String name() {
    return "unscaled-target";
  }

  @Override
  public String when() {
    return "the deviation of a quantity to predict is not between 0.05 and 20, or its mean "
        + "is more than 20 (the command line scales targets by itself)";
  }

  @Override
  public String why() {
    return "The squared error grows with the square of the target, and so do the "
        + "gradients: they overshoot, or the bias needs thousands of steps to get there.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    double[] targets = setup.sample().targets();
    if (setup.isClassification() || targets.length < 2) {
      return Optional.empty();
    }
    double mean = Sample.mean(targets);
    double deviation = Sample.deviation(targets);
    if (deviation == 0 || (deviation >= 1 / MOST && deviation <= MOST && Math.abs(mean) <= MOST)) {
      return Optional.empty();
    }
    return finds(
        Severity.WARNING,
        "the target is %s ± %s".formatted(Told.number(mean), Told.number(deviation)),
        Fix.words(
            "subtract the target's mean and divide by its deviation, and undo that after predicting"));
  }
}
