package kierkegrad.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kierkegrad.backend.Update.Adam;
import kierkegrad.backend.Update.Rule;
import kierkegrad.backend.Update.Sgd;
import kierkegrad.explain.Read.Source;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.AdamOptions;
import kierkegrad.optim.AdamW;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.ParameterGroup;
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
      int node,
      double lr,
      Map<String, Tensor> stateBefore,
      Map<String, Tensor> stateAfter) {
    Optional<Rule> rule = rule(optimizer, optimizer.groups().get(p.group()));
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
        p.parameter().name(),
        node,
        optimizer.getClass().getSimpleName(),
        rule,
        rule.map(UpdateRules::rules).orElse(List.of()),
        settings(rule, lr, time),
        memory,
        p.value(),
        p.gradient(),
        p.parameter().value().detach().copy());
  }

  private static Optional<Rule> rule(Optimizer optimizer, ParameterGroup<?> group) {
    if (optimizer instanceof SGD && group.options() instanceof SGD.Options o) {
      return Optional.of(new Sgd(o.momentum(), o.dampening(), o.weightDecay(), o.nesterov()));
    }
    boolean adam = optimizer instanceof kierkegrad.optim.Adam || optimizer instanceof AdamW;
    if (adam && group.options() instanceof AdamOptions o) {
      return Optional.of(
          new Adam(
              o.beta1(),
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

  private static List<String> rules(Rule rule) {
    return switch (rule) {
      case Sgd s -> sgd(s);
      case Adam a -> adam(a);
    };
  }

  private static List<String> sgd(Sgd s) {
    List<String> rules = new ArrayList<>();
    if (s.weightDecay() != 0) {
      rules.add("g ← g + λ·p");
    }
    if (s.momentum() != 0) {
      rules.add(s.dampening() == 0 ? "v ← μ·v + g" : "v ← μ·v + (1 − τ)·g, at first v = g");
      if (s.nesterov()) {
        rules.add("g ← g + μ·v");
      }
    }
    rules.add(s.momentum() != 0 && !s.nesterov() ? "p ← p − η·v" : "p ← p − η·g");
    return rules;
  }

  private static List<String> adam(Adam a) {
    List<String> rules = new ArrayList<>();
    if (a.weightDecay() != 0) {
      rules.add(a.decoupled() ? "p ← p·(1 − η·λ)" : "g ← g + λ·p");
    }
    rules.add("m ← β₁·m + (1 − β₁)·g");
    rules.add("v ← β₂·v + (1 − β₂)·g²");
    if (a.amsgrad()) {
      rules.add("w ← max(w, v)");
    }
    rules.add("m̂ = m/(1 − β₁ᵗ)");
    rules.add(a.amsgrad() ? "v̂ = w/(1 − β₂ᵗ)" : "v̂ = v/(1 − β₂ᵗ)");
    rules.add("p ← p − η·m̂/(√v̂ + ε)");
    return rules;
  }

  /// The lines with the numbers of one entry.
  static List<Working> workings(ParameterUpdate update, int entry) {
    return List.of();
  }

  static Expr read(Tensor tensor, Source source, int operand, int entry) {
    return Expr.entry(tensor.flatten().get(entry).item(), new Read(source, operand, entry));
  }
}
