package kierkegrad.practice.lint.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.lint.Signal;
import kierkegrad.practice.network.Initialization;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;

/// Units should not start at their limits.
final class SaturatedStart implements Rule {
  @Override
  public String name() {
    return "saturated-start";
  }

  @Override
  public String when() {
    return "more than 30 % of the inputs of a sigmoid (beyond ±4) or tanh (beyond ±2) are "
        + "so far out that its slope is less than 0.08";
  }

  @Override
  public String why() {
    return "A saturated unit has a slope of nearly 0, so that nothing before it learns.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    List<Signal.Stage> chain = setup.signal().chain();
    for (int i = 1; i < chain.size(); i++) {
      double limit =
          switch (chain.get(i).layer()) {
            case Sigmoid _ -> 4;
            case Tanh _ -> 2;
            default -> Double.POSITIVE_INFINITY;
          };
      if (i == chain.size() - 1 || limit == Double.POSITIVE_INFINITY) {
        continue;
      }
      double share =
          Arrays.stream(chain.get(i - 1).output().detach().toDoubleArray())
                  .filter(z -> Math.abs(z) > limit)
                  .count()
              / (double) chain.get(i - 1).output().elements();
      if (share > 0.3) {
        return finds(
            Severity.WARNING,
            "%.0f %% of the units of layer %s start beyond ±%.0f"
                .formatted(100 * share, chain.get(i).name(), limit),
            new Fix(
                Settings.NONE
                    .with(Setting.NORMALIZE, true)
                    .with(Setting.INIT, Initialization.XAVIER)
                    .with(Setting.GAIN, 1.0),
                "scale the features, and draw smaller weights"));
      }
    }
    return Optional.empty();
  }
}
