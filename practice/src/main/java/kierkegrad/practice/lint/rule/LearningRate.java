package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.SGD;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.Setting;

/// The learning rate should fit the optimizer.
final class LearningRate implements Rule {
  @Override
  public String name() {
    return "learning-rate";
  }

  @Override
  public String when() {
    return "the rate is below or not below the ends of a range: adam and its kin, rmsprop "
        + "1e-5 to 0.1; lion 1e-6 to 0.03; sgd and adagrad 1e-4 to 1; adadelta 0.01 to 10 "
        + "(Kingma and Ba 2015, Chen et al. 2023, Bengio 2012, Zeiler 2012); or the rate "
        + "of sgd, divided by 1 − momentum, is 2 or more";
  }

  @Override
  public String why() {
    return "Adam and its kin move every weight by about the rate in each step, sgd by the "
        + "rate times the gradient; too large a step jumps over the valley, too small a "
        + "one does not arrive.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    Optimizer optimizer = setup.optimizer();
    Optional<Range> found = Range.of(optimizer);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Range range = found.get();
    double rate = optimizer.lr();
    double momentum = optimizer instanceof SGD ? optimizer.momentum(0).orElse(0) : 0;
    double effective = rate / (1 - momentum);
    if (effective >= range.least() && rate < range.most() && effective < 2 * range.most()) {
      return Optional.empty();
    }
    String name = optimizer.getClass().getSimpleName();
    String what =
        momentum > 0
            ? "%s with a rate of %s and momentum %s: like %s without"
                .formatted(name, Told.number(rate), Told.number(momentum), Told.number(effective))
            : "%s with a rate of %s".formatted(name, Told.number(rate));
    double usual = range.usual() * (1 - momentum);
    double better = Double.parseDouble("%.2g".formatted(usual));
    return finds(
        Severity.WARNING,
        "%s; usual is %s to %s"
            .formatted(what, Told.number(range.least()), Told.number(range.most())),
        Fix.of(Setting.LR, better, "use a learning rate of about " + better));
  }
}
