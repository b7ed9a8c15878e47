package kierkegrad.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import kierkegrad.tensor.Tensor;

/// A whole step as text: forwards, backwards, update.
final class StepText {
  /// Of how many nodes everything is shown.
  private static final int IN_FULL = 200;

  private final Explanation of;
  private final Layout layout;
  private final List<String> lines = new ArrayList<>();

  /// The rule that was written last.
  private String head = "";

  StepText(Explanation of, Layout layout) {
    this.of = of;
    this.layout = layout;
  }

  String text() {
    lines.addAll(layout.wrap(title(), 0));
    if (of.nodes().size() > IN_FULL) {
      lines.add("");
      lines.addAll(overview());
      return String.join("\n", lines) + "\n";
    }
    lines.add("");
    lines.add("FORWARD");
    of.nodes().forEach(this::forward);
    if (of.result().gradient().isPresent()) {
      lines.add("");
      lines.add("BACKWARD");
      of.nodes().reversed().forEach(this::backward);
    }
    if (!of.updates().isEmpty()) {
      lines.add("");
      lines.add("UPDATE");
      of.updates().forEach(this::update);
    }
    return String.join("\n", lines) + "\n";
  }

  /// One line per operation: how large its value is, and the gradient that reached it.
  private List<String> overview() {
    List<Node> operations = of.nodes().stream().filter(n -> n.op().isPresent()).toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("operation", "", "shape", "‖y‖", "‖dC/dy‖"));
    for (Node node : operations) {
      rows.add(
          List.of(
              node.name(),
              node.opName(),
              node.shape().toString(),
              norm(node.value()),
              node.gradient().map(this::norm).orElse("")));
    }
    List<String> table = layout.columns(rows, 3);
    table.addAll(
        layout.wrap(
            Layout.count(of.nodes().size())
                + " nodes are too many to show in full; ask for one of them",
            0));
    return table;
  }

  private String norm(Tensor tensor) {
    double squares = Arrays.stream(tensor.toDoubleArray()).map(v -> v * v).sum();
    return layout.style().number(Math.sqrt(squares));
  }

  private String title() {
    Node result = of.result();
    String value =
        result.shape().elements() == 1
            ? ": " + what(result) + " = " + layout.style().number(result.value().item())
            : "";
    return of.title() + value;
  }

  private static String what(Node result) {
    return result.scope().isEmpty() ? result.name() : result.scope();
  }

  private void forward(Node node) {
    if (node.kind() == Kind.DUPLICATE) {
      return;
    }
    lines.add("");
    lines.addAll(layout.ends(node.name() + call(node), shape(node), 2));
    if (node.op().isEmpty()) {
      lines.addAll(layout.tensor(node.value(), 6));
    } else {
      lines.addAll(new NodeText(of.explain(node), layout).value().stream().map(this::in).toList());
    }
  }

  private String in(String line) {
    return line.startsWith("  value ") ? "    " + line.substring("  value ".length()) : line;
  }

  private String call(Node node) {
    if (node.op().isEmpty()) {
      return "";
    }
    String operands =
        node.operands().stream()
            .map(o -> of.nodes().get(o.node()))
            .map(o ->
                o.kind() == Kind.DUPLICATE ? of.nodes().get(o.operands().getFirst().node()) : o)
            .map(Node::name)
            .collect(Collectors.joining(", "));
    return " = " + node.opName() + "(" + operands + ")";
  }

  private static String shape(Node node) {
    String kind = node.op().isEmpty() ? node.opName() + " " : "";
    return kind + node.shape();
  }

  private void backward(Node node) {
    if (node.operands().stream().noneMatch(o -> o.gradient().isPresent())) {
      return;
    }
    NodeExplanation about = of.explain(node);
    lines.add("");
    lines.addAll(layout.wrap(node.name() + " gets dC/d" + about.letter() + " " + node.shape(), 2));
    node.gradient().ifPresent(g -> lines.addAll(layout.tensor(g, 6)));
    new NodeText(about, layout)
        .sending(4).stream().filter(line -> !line.isEmpty()).forEach(lines::add);
  }

  private void update(ParameterUpdate update) {
    lines.add("");
    String rule = UpdateText.head(update, layout);
    if (!rule.equals(head)) {
      lines.addAll(layout.wrap(rule, 2));
      lines.add("");
      head = rule;
    }
    lines.add("  " + update.name() + " " + update.before().shape());
    lines.addAll(UpdateText.lines(update, layout, 2));
  }
}
