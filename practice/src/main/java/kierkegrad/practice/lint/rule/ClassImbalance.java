package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.NLLLoss;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.ClassWeights;
import kierkegrad.practice.settings.LossChoice;
import kierkegrad.practice.settings.Setting;

/// Classes should be of similar size, or weighted.
final class ClassImbalance implements Rule {
  @Override
  public String name() {
    return "class-imbalance";
  }

  @Override
  public String when() {
    return "the largest class has at least ten times the training rows of the smallest, "
        + "and classes are not weighted";
  }

  @Override
  public String why() {
    return "The loss is a mean over rows, so a network that never answers with the rare "
        + "class loses next to nothing.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    long[] counts = setup.counts();
    if (counts.length < 2 || weighted(setup)) {
      return Optional.empty();
    }
    int rare = 0;
    int common = 0;
    for (int k = 0; k < counts.length; k++) {
      rare = counts[k] < counts[rare] ? k : rare;
      common = counts[k] > counts[common] ? k : common;
    }
    if (counts[common] < 10 * Math.max(1, counts[rare])) {
      return Optional.empty();
    }
    Fix fix =
        setup.loss() instanceof CrossEntropyLoss || setup.loss() instanceof NLLLoss
            ? Fix.of(
                Setting.CLASS_WEIGHTS,
                ClassWeights.BALANCED,
                "give the loss the weights n / (C·n_k): withWeight")
            : Fix.of(
                Setting.LOSS,
                LossChoice.CROSS_ENTROPY,
                "use CrossEntropyLoss, which takes a weight for every class");
    return finds(
        Severity.WARNING,
        "%s has %,d training rows, and %s has %,d"
            .formatted(
                setup.className(common), counts[common], setup.className(rare), counts[rare]),
        fix);
  }

  private static boolean weighted(Setup setup) {
    return switch (setup.loss()) {
      case CrossEntropyLoss loss -> loss.weight().isPresent();
      case NLLLoss loss -> loss.weight().isPresent();
      default -> false;
    };
  }
}
