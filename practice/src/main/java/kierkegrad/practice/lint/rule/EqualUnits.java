package kierkegrad.practice.lint.rule;

import java.util.List;
import java.util.Optional;
import kierkegrad.nn.Linear;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.lint.Signal;
import kierkegrad.practice.network.Initialization;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.Tensor;

/// First weights should differ.
final class EqualUnits implements Rule {
  @Override
  public String name() {
    return "equal-units";
  }

  @Override
  public String when() {
    return "two or more hidden units, or all of a layer, start with the same weights, such "
        + "as 0";
  }

  @Override
  public String why() {
    return "Equal units get equal gradients, so they stay equal for ever: the layer is as "
        + "good as one unit.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    for (Signal.Stage stage : setup.signal().chain()) {
      if (stage.layer() instanceof Linear linear
          && linear.out() > 1
          && !isLast(setup, linear)
          && equalRows(linear)) {
        return finds(
            Severity.ERROR,
            "all %d units of layer %s start with the same weights"
                .formatted(linear.out(), stage.name()),
            new Fix(
                Settings.NONE.with(Setting.INIT, Initialization.DEFAULT).with(Setting.GAIN, 1.0),
                "draw the weights at random, as new Linear(in, out) does"));
      }
    }
    return Optional.empty();
  }

  private static boolean isLast(Setup setup, Linear linear) {
    List<Linear> all =
        setup.signal().chain().stream()
            .map(Signal.Stage::layer)
            .filter(Linear.class::isInstance)
            .map(Linear.class::cast)
            .toList();
    return all.getLast() == linear;
  }

  private static boolean equalRows(Linear linear) {
    Tensor weight = linear.weight().value().detach();
    return weight.eq(weight.narrow(0, 0, 1)).all();
  }
}
