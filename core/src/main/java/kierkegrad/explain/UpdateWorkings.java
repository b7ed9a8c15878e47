package kierkegrad.explain;

import static kierkegrad.explain.Expr.call;
import static kierkegrad.explain.Expr.difference;
import static kierkegrad.explain.Expr.number;
import static kierkegrad.explain.Expr.power;
import static kierkegrad.explain.Expr.product;
import static kierkegrad.explain.Expr.quotient;
import static kierkegrad.explain.Expr.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.backend.Update.Adam;
import kierkegrad.backend.Update.Sgd;
import kierkegrad.explain.Read.Source;
import kierkegrad.tensor.Tensor;

/// The update of one entry of a parameter, line by line.
final class UpdateWorkings {
  /// A quantity: its symbol, its number and where that comes from.
  private record Quantity(String symbol, Expr expr, double value) {}

  private final ParameterUpdate update;
  private final int entry;
  private final List<Working> lines = new ArrayList<>();

  UpdateWorkings(ParameterUpdate update, int entry) {
    this.update = update;
    this.entry = entry;
    update
        .rule()
        .ifPresent(rule -> {
          switch (rule) {
            case Sgd s -> sgd(s);
            case Adam a -> adam(a);
          }
        });
  }

  List<Working> lines() {
    return List.copyOf(lines);
  }

  private static double at(Tensor tensor, int entry) {
    return tensor.toDoubleArray()[entry];
  }

  private Quantity read(String symbol, Tensor tensor, Source source, int operand) {
    double value = at(tensor, entry);
    return new Quantity(symbol, Expr.entry(value, new Read(source, operand, entry)), value);
  }

  private Quantity parameter() {
    return read("p", update.before(), Source.PARAMETER, 0);
  }

  private Quantity gradient() {
    return read("g", update.gradient(), Source.GRADIENT, 0);
  }

  /// What was remembered; 0 before the first step.
  private Quantity memory(String symbol, String name) {
    for (int i = 0; i < update.memory().size(); i++) {
      Memory memory = update.memory().get(i);
      if (memory.name().equals(name) && memory.before().isPresent()) {
        return read(symbol, memory.before().get(), Source.MEMORY, i);
      }
    }
    return new Quantity(symbol, number(0), 0);
  }

  private Optional<Double> remembered(String name) {
    return update.memory().stream()
        .filter(memory -> memory.name().equals(name))
        .map(memory -> at(memory.after(), entry))
        .findFirst();
  }

  private double setting(String symbol) {
    return update.settings().stream()
        .filter(setting -> setting.symbol().equals(symbol))
        .mapToDouble(Setting::value)
        .findFirst()
        .orElse(0);
  }

  private Quantity line(String symbol, String rule, Expr numbers, double value) {
    Working working = new Working(symbol, rule, numbers, value, List.of());
    lines.add(working);
    return new Quantity(symbol, Expr.given(working), value);
  }

  private void finish(Quantity p, String rule, Expr change) {
    line("p′", p.symbol + " − " + rule, difference(p.expr, change), at(update.after(), entry));
  }

  /// The gradient with what the decay adds.
  private Quantity decayed(Quantity g, Quantity p, double lambda) {
    return lambda == 0
        ? g
        : line(
            "g′",
            "g + λ·p",
            sum(g.expr, product(number(lambda), p.expr)),
            g.value + lambda * p.value);
  }

  private void sgd(Sgd s) {
    Quantity p = parameter();
    Quantity g = decayed(gradient(), p, s.weightDecay());
    Quantity way = s.momentum() == 0 ? g : momentum(s, g);
    finish(p, "η·" + way.symbol, product(number(setting("η")), way.expr));
  }

  private Quantity momentum(Sgd s, Quantity g) {
    Quantity old = memory("v", "momentum_buffer");
    boolean first = update.memory().stream().noneMatch(memory -> memory.before().isPresent());
    Expr mu = number(s.momentum());
    Expr fresh =
        s.dampening() == 0 ? g.expr : product(difference(number(1), number(s.dampening())), g.expr);
    String rule = "μ·v + " + (s.dampening() == 0 ? g.symbol : "(1 − τ)·" + g.symbol);
    Quantity v =
        line(
            "v′",
            first ? g.symbol : rule,
            first ? g.expr : sum(product(mu, old.expr), fresh),
            remembered("momentum_buffer").orElse(g.value));
    return s.nesterov()
        ? line(
            "g″",
            g.symbol + " + μ·v′",
            sum(g.expr, product(mu, v.expr)),
            g.value + s.momentum() * v.value)
        : v;
  }

  private void adam(Adam a) {
    double lr = setting("η");
    double t = setting("t");
    Quantity p = parameter();
    Quantity g = a.decoupled() ? gradient() : decayed(gradient(), p, a.weightDecay());
    if (a.decoupled() && a.weightDecay() != 0) {
      Expr kept = difference(number(1), product(number(lr), number(a.weightDecay())));
      p = line("q", "p·(1 − η·λ)", product(p.expr, kept), p.value * (1 - lr * a.weightDecay()));
    }
    Quantity m = moment("m", "β₁", a.beta1(), memory("m", "exp_avg"), g, "exp_avg");
    Quantity v = moment("v", "β₂", a.beta2(), memory("v", "exp_avg_sq"), g, "exp_avg_sq");
    if (a.amsgrad()) {
      Quantity w = memory("w", "max_exp_avg_sq");
      v =
          line(
              "w′",
              "max(" + w.symbol + ", v′)",
              call("max", w.expr, v.expr),
              remembered("max_exp_avg_sq").orElse(v.value));
    }
    Quantity mHat = corrected("m̂", m, "β₁", a.beta1(), t);
    Quantity vHat = corrected("v̂", v, "β₂", a.beta2(), t);
    Expr size = sum(call("√", vHat.expr), number(a.eps()));
    finish(p, "η·m̂/(√v̂ + ε)", quotient(product(number(lr), mHat.expr), size));
  }

  private Quantity moment(
      String symbol, String share, double beta, Quantity old, Quantity g, String name) {
    boolean square = symbol.equals("v");
    Expr fresh = square ? power(g.expr, number(2)) : g.expr;
    double value = beta * old.value + (1 - beta) * (square ? g.value * g.value : g.value);
    return line(
        symbol + "′",
        share + "·" + old.symbol + " + (1 − " + share + ")·" + g.symbol + (square ? "²" : ""),
        sum(product(number(beta), old.expr), product(difference(number(1), number(beta)), fresh)),
        remembered(name).orElse(value));
  }

  private Quantity corrected(String symbol, Quantity moment, String share, double beta, double t) {
    return line(
        symbol,
        moment.symbol + "/(1 − " + share + "ᵗ)",
        quotient(moment.expr, difference(number(1), power(number(beta), number(t)))),
        moment.value / (1 - Math.pow(beta, t)));
  }
}
