package kierkegrad.practice.lint.rule;

import java.util.List;
import java.util.Optional;
import kierkegrad.optim.ParameterGroup;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.Setting;

/// Weight decay is for weights.
final class DecayedBiases implements Rule {
  @Override
  public String name() {
    return "decayed-biases";
  }

  @Override
  public String when() {
    return "the optimizer decays biases, or scales of a normalisation; a hint, a warning "
        + "from a decay of 0.1 on";
  }

  @Override
  public String why() {
    return "Decay keeps the function flat by small weights; a bias or a scale only moves "
        + "it, so shrinking one costs accuracy and gains nothing.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    List<? extends ParameterGroup<?>> groups = setup.optimizer().groups();
    double decay = 0;
    int count = 0;
    for (ParameterGroup<?> group : groups) {
      if (group.options().weightDecay() > 0) {
        long biases = group.parameters().stream().filter(p -> p.value().rank() < 2).count();
        count += (int) biases;
        decay = biases > 0 ? Math.max(decay, group.options().weightDecay()) : decay;
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    return finds(
        decay >= 0.1 ? Severity.WARNING : Severity.HINT,
        "%s decays %d biases and scales by %s"
            .formatted(setup.optimizer().getClass().getSimpleName(), count, Told.number(decay)),
        Fix.of(
            Setting.DECAY_ALL,
            false,
            "give biases and scales a group of their own, with weight decay 0"));
  }
}
