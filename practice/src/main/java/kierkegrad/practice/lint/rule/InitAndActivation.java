package kierkegrad.practice.lint.rule;

import java.util.Optional;
import java.util.Set;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.network.Activation;
import kierkegrad.practice.network.Initialization;
import kierkegrad.practice.settings.Setting;

/// First weights should fit the activation.
final class InitAndActivation implements Rule {
  private static final Set<Activation> BOUNDED =
      Set.of(Activation.SIGMOID, Activation.TANH, Activation.SOFTSIGN, Activation.HARDSIGMOID);

  private static final Set<Activation> RECTIFIERS =
      Set.of(
          Activation.RELU,
          Activation.LEAKY_RELU,
          Activation.RELU6,
          Activation.ELU,
          Activation.GELU,
          Activation.SILU,
          Activation.MISH);

  @Override
  public String name() {
    return "init-and-activation";
  }

  @Override
  public String when() {
    return "kaiming with sigmoid or tanh, or xavier with ReLU and its kin: a warning from "
        + "three hidden layers on, else a hint";
  }

  @Override
  public String why() {
    return "ReLU silences half of its inputs, so its weights need twice the variance that "
        + "sigmoid and tanh need to keep the signal as it is (He et al. 2015, Glorot and "
        + "Bengio 2010).";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    Optional<Initialization> init = setup.setting(Setting.INIT);
    Optional<Activation> activation = setup.setting(Setting.ACTIVATION);
    int hidden = setup.setting(Setting.NET).map(net -> net.values().size() - 2).orElse(0);
    if (init.isEmpty() || activation.isEmpty() || hidden < 1) {
      return Optional.empty();
    }
    Initialization fitting;
    if (init.get() == Initialization.KAIMING && BOUNDED.contains(activation.get())) {
      fitting = Initialization.XAVIER;
    } else if (init.get() == Initialization.XAVIER && RECTIFIERS.contains(activation.get())) {
      fitting = Initialization.KAIMING;
    } else {
      return Optional.empty();
    }
    return finds(
        hidden >= 3 ? Severity.WARNING : Severity.HINT,
        "%s weights before %s".formatted(init.get(), activation.get()),
        Fix.of(Setting.INIT, fitting, "draw the weights by " + fitting));
  }
}
