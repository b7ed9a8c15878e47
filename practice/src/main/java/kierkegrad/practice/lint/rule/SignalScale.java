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
import kierkegrad.practice.network.Activation;
import kierkegrad.practice.network.Initialization;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;

/// The signal should keep its size from layer to layer.
final class SignalScale implements Rule {
  private static final double LEAST = 1.0 / 300;
  private static final double MOST = 30;

  @Override
  public String name() {
    return "signal-scale";
  }

  @Override
  public String when() {
    return "from the input to the last layer, how much rows differ shrinks below 1/300 or "
        + "grows beyond 30 times, measured on up to 256 rows whose features have a scale "
        + "between 0.1 and 10; or the first weights are scaled by less than 0.1 or more "
        + "than 5 (--gain)";
  }

  @Override
  public String why() {
    return "What shrinks by a factor in every layer is lost at the end, and the gradient "
        + "shrinks by it on the way back; what grows explodes.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    List<Signal.Stage> linear =
        setup.signal().chain().stream().filter(s -> s.layer() instanceof Linear).toList();
    double gain = setup.setting(Setting.GAIN).orElse(1.0);
    if (linear.isEmpty()) {
      return Optional.empty();
    }
    double first = setup.signal().inputSpread();
    double last = linear.getLast().spread();
    double ratio = first < 0.1 || first > 10 ? 1 : last / first;
    double factor = Math.pow(ratio, 1.0 / linear.size());
    boolean odd = gain != 0 && (gain < 0.1 || gain > 5);
    if (ratio == 0 || (ratio > LEAST && ratio < MOST && !odd)) {
      return Optional.empty();
    }
    return finds(
        Severity.WARNING,
        "rows differ by %s in the input and by %s after the last of %d linear layers: a factor of %s per layer"
            .formatted(Told.number(first), Told.number(last), linear.size(), Told.number(factor)),
        fix(setup));
  }

  private static Fix fix(Setup setup) {
    Activation activation = setup.setting(Setting.ACTIVATION).orElse(Activation.RELU);
    Settings settings =
        switch (activation) {
          case SIGMOID -> Settings.NONE.with(Setting.ACTIVATION, Activation.TANH);
          default -> Settings.NONE;
        };
    Initialization init =
        switch (activation) {
          case SIGMOID, TANH, SOFTSIGN, HARDSIGMOID, HARDTANH -> Initialization.XAVIER;
          default -> Initialization.KAIMING;
        };
    Settings all = settings.with(Setting.INIT, init);
    return new Fix(
        setup.setting(Setting.GAIN).orElse(1.0) == 1 ? all : all.with(Setting.GAIN, 1.0),
        "draw the weights with variance 2/in before ReLU and its kin, 2/(in + out) before tanh");
  }
}
