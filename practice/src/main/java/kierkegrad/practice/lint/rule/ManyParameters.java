package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.lint.Signal;
import kierkegrad.practice.settings.Setting;

/// A large network needs rows, or a rein.
final class ManyParameters implements Rule {
  @Override
  public String name() {
    return "many-parameters";
  }

  @Override
  public String when() {
    return "more than 100 parameters per training row, and no dropout, l1, l2, weight "
        + "decay or early stopping; a hint";
  }

  @Override
  public String why() {
    return "A network that could learn every row by heart does, unless something keeps it "
        + "from that.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    long parameters = setup.model().parameterCount();
    long rows = Math.max(1, setup.train().size());
    boolean reined =
        setup.setting(Setting.L1).orElse(0.0) > 0
            || setup.setting(Setting.L2).orElse(0.0) > 0
            || setup.setting(Setting.PATIENCE).orElse(0) > 0
            || setup.optimizer().groups().stream().anyMatch(g -> g.options().weightDecay() > 0)
            || Signal.within(setup.model()).anyMatch(Layers::isDropout);
    if (parameters <= 100 * rows || reined) {
      return Optional.empty();
    }
    return finds(
        Severity.HINT,
        "%,d parameters for %,d training rows, and nothing that reins them in"
            .formatted(parameters, rows),
        Fix.of(Setting.DROPOUT, 0.5, "add dropout, weight decay or early stopping"));
  }
}
