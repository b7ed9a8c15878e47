package kierkegrad.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kierkegrad.backend.Update.Adam;
import kierkegrad.backend.Update.Rule;
import kierkegrad.backend.Update.Sgd;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.AdamOptions;
import kierkegrad.optim.AdamW;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.Options;
import kierkegrad.optim.SGD;
import kierkegrad.tensor.Tensor;

/// What optimizers do, line by line, in symbols and in numbers.
final class UpdateRules {
  private UpdateRules() {}

  /// A parameter before the step, with the optimizer's number for it.
  record Before(Parameter parameter, int slot, int group, Tensor value, Tensor gradient) {}

  /// The parameters that the step will change.
  static List<Before> before(Optimizer optimizer, Gradients gradients) {
    List<Before> before = new ArrayList<>();
    int slot = 0;
    for (int group = 0; group < optimizer.groups().size(); group++) {
      for (Parameter parameter : optimizer.groups().get(group).parameters()) {
        Optional<Tensor> gradient = gradients.find(parameter);
        if (gradient.isPresent() && !parameter.isFrozen()) {
          Tensor g = gradient.get().copy();
          before.add(new Before(parameter, slot, group, parameter.value().detach().copy(), g));
        }
        slot++;
      }
    }
    return before;
  }

  /// What became of them.
  static ParameterUpdate update(
      Optimizer optimizer,
      Before p,
      Node node,
      double lr,
      Map<String, Tensor> stateBefore,
      Map<String, Tensor> stateAfter) {
    Optional<Rule> rule = rule(optimizer, p.group());
    String prefix = p.slot() + ".";
    List<Memory> memory = new ArrayList<>();
    stateAfter.forEach((key, value) -> {
      String name = key.substring(key.indexOf('.') + 1);
      if (key.startsWith(prefix) && !name.equals("step")) {
        Optional<Tensor> was = Optional.ofNullable(stateBefore.get(key));
        memory.add(new Memory(symbol(name), name, was, value));
      }
    });
    double time =
        Optional.ofNullable(stateAfter.get(prefix + "step")).map(Tensor::item).orElse(0.0);
    return new ParameterUpdate(
        node.name(),
        node.id(),
        optimizer.getClass().getSimpleName(),
        rule,
        settings(rule, lr, time),
        memory,
        p.value(),
        p.gradient(),
        p.parameter().value().detach().copy());
  }

  /// None that goes up: the rules are written for going down.
  private static Optional<Rule> rule(Optimizer optimizer, int group) {
    Options options = optimizer.groups().get(group).options();
    double momentum = optimizer.momentum(group).orElse(0);
    if (options.maximize()) {
      return Optional.empty();
    }
    if (optimizer instanceof SGD && options instanceof SGD.Options o) {
      return Optional.of(new Sgd(momentum, o.dampening(), o.weightDecay(), o.nesterov()));
    }
    boolean adam = optimizer instanceof kierkegrad.optim.Adam || optimizer instanceof AdamW;
    if (adam && options instanceof AdamOptions o) {
      return Optional.of(
          new Adam(
              momentum,
              o.beta2(),
              o.eps(),
              o.weightDecay(),
              optimizer instanceof AdamW,
              o.amsgrad()));
    }
    return Optional.empty();
  }

  private static String symbol(String memory) {
    return switch (memory) {
      case "momentum_buffer", "exp_avg_sq" -> "v";
      case "exp_avg" -> "m";
      case "max_exp_avg_sq" -> "w";
      default -> memory;
    };
  }

  private static List<Setting> settings(Optional<Rule> rule, double lr, double time) {
    List<Setting> settings = new ArrayList<>();
    settings.add(new Setting("η", "learning rate", lr));
    switch (rule.orElse(null)) {
      case Sgd s -> {
        add(settings, "μ", "momentum", s.momentum());
        add(settings, "τ", "dampening", s.dampening());
        add(settings, "λ", "weight decay", s.weightDecay());
      }
      case Adam a -> {
        settings.add(new Setting("β₁", "memory of the gradient", a.beta1()));
        settings.add(new Setting("β₂", "memory of its square", a.beta2()));
        settings.add(new Setting("ε", "eps", a.eps()));
        add(settings, "λ", "weight decay", a.weightDecay());
        settings.add(new Setting("t", "number of the step", time));
      }
      case null -> {}
    }
    return settings;
  }

  /// What is 0 is left out, as it is from the rule.
  private static void add(List<Setting> settings, String symbol, String name, double value) {
    if (value != 0) {
      settings.add(new Setting(symbol, name, value));
    }
  }
}
