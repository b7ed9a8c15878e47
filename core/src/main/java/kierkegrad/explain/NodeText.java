package kierkegrad.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A node as text: its rule, its value and its gradients, in numbers.
final class NodeText {
  /// Of how many entries the working is shown.
  private static final int WORKINGS = 16;

  private static final int FIRST = 3;

  private final NodeExplanation of;
  private final Node node;
  private final Layout layout;

  /// Right sides that stand above the numbers.
  private final Set<String> known = new HashSet<>();

  NodeText(NodeExplanation of, Layout layout) {
    this.of = of;
    this.node = of.node();
    this.layout = layout;
    node.formula()
        .ifPresent(f -> {
          known.add(right(f.forward()));
          f.gradients().forEach(rule -> known.add(right(rule)));
        });
  }

  private static String right(String equation) {
    return equation.substring(equation.indexOf(" = ") + 3);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(layout.ends(node.name() + ": " + what(), place(), 0));
    for (int i = 0; i < node.operands().size(); i++) {
      Node operand = operand(i);
      lines.add("");
      lines.addAll(layout.wrap(of.letter(i) + " = " + operand.name() + " " + operand.shape(), 2));
      lines.addAll(layout.tensor(operand.value(), 6));
    }
    lines.add("");
    lines.addAll(value());
    node.gradient()
        .ifPresent(gradient -> {
          lines.add("");
          lines.addAll(layout.wrap("gradient dC/d" + of.letter() + from(), 2));
          lines.addAll(layout.tensor(gradient, 6));
        });
    lines.addAll(sending(2));
    lines.addAll(update());
    return lines;
  }

  private String what() {
    return node.opName()
        + (node.attributes().isEmpty() ? "" : " (" + node.attributes() + ")")
        + " "
        + node.shape();
  }

  private String place() {
    return of.explanation().groups().stream()
        .filter(g -> g.path().equals(node.scope()) && node.op().isPresent())
        .map(g -> g.layer())
        .findFirst()
        .orElse("");
  }

  private Node operand(int operand) {
    return of.explanation().nodes().get(node.operands().get(operand).node());
  }

  private String from() {
    if (node.uses().isEmpty()) {
      return ", where the backward pass begins";
    }
    return ", from "
        + node.uses().stream()
            .filter(use -> sends(use))
            .map(use -> of.explanation().nodes().get(use.node()).name())
            .collect(Collectors.joining(" and "));
  }

  private boolean sends(Use use) {
    Node reader = of.explanation().nodes().get(use.node());
    return reader.operands().get(use.operand()).gradient().isPresent();
  }

  /// The rule and the value in numbers.
  List<String> value() {
    List<String> lines = new ArrayList<>();
    String rule = node.formula().map(f -> "value " + f.forward()).orElse("value");
    lines.addAll(layout.wrap(rule, 2));
    if (node.op().isEmpty()) {
      lines.addAll(layout.tensor(node.value(), 6));
    } else {
      lines.addAll(workings(node.shape().elements(), of::value, 6));
      if (node.shape().elements() > WORKINGS) {
        lines.addAll(layout.tensor(node.value(), 6));
      }
    }
    return lines;
  }

  /// What the operands are sent, in numbers.
  List<String> sending(int indent) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < node.operands().size(); i++) {
      int at = i;
      node.operands()
          .get(i)
          .gradient()
          .ifPresent(sent -> {
            lines.add("");
            lines.addAll(layout.wrap("sends to " + operand(at).name() + rule(at), indent));
            lines.addAll(workings(sent.elements(), entry -> of.gradient(at, entry), indent + 4));
            if (sent.elements() > WORKINGS) {
              lines.addAll(layout.tensor(sent, indent + 4));
            }
          });
    }
    return lines;
  }

  private String rule(int operand) {
    List<String> rules = node.formula().orElseThrow().gradients();
    String letter = "dC/d" + of.letter(operand);
    return rules.stream()
        .filter(rule -> rule.startsWith(letter + " ") || rule.startsWith(letter + "["))
        .findFirst()
        .map(rule -> ": " + rule)
        .orElse("");
  }

  private List<String> workings(int count, IntFunction<Working> working, int indent) {
    List<String> lines = new ArrayList<>();
    int shown = count > WORKINGS ? FIRST : count;
    IntStream.range(0, shown).forEach(i -> lines.addAll(working(working.apply(i), indent)));
    if (shown < count) {
      lines.add(" ".repeat(indent) + "… (" + Layout.count(count) + " entries)");
    }
    return lines;
  }

  private List<String> working(Working working, int indent) {
    List<String> lines = new ArrayList<>();
    working.given().forEach(given -> lines.addAll(working(given, indent)));
    lines.addAll(
        layout.wrap(working.text(layout.style(), known.contains(working.symbols())), indent));
    return lines;
  }

  private List<String> update() {
    return of.explanation()
        .update(node.name())
        .filter(_ -> node.kind() == Kind.PARAMETER)
        .map(update -> {
          List<String> lines = new ArrayList<>(List.of(""));
          lines.addAll(layout.wrap("update by " + UpdateText.head(update, layout), 2));
          lines.addAll(UpdateText.lines(update, layout, 2));
          return lines;
        })
        .orElse(List.of());
  }
}
