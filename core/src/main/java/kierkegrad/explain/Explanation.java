package kierkegrad.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kierkegrad.tensor.Tensor;

/// One step, or one function, with everything that can be said about it.
public final class Explanation {
  private final String title;
  private final List<Node> nodes;
  private final int result;
  private final List<Group> groups;
  private final List<ParameterUpdate> updates;
  private final Map<String, Node> byName = new LinkedHashMap<>();

  Explanation(
      String title,
      List<Node> nodes,
      int result,
      List<Group> groups,
      List<ParameterUpdate> updates) {
    this.title = title;
    this.nodes = List.copyOf(nodes);
    this.result = result;
    this.groups = List.copyOf(groups);
    this.updates = List.copyOf(updates);
    nodes.forEach(node -> byName.put(node.name(), node));
  }

  /// What is explained, in one line.
  public String title() {
    return title;
  }

  /// All nodes; operands come before what is made of them, and a node's id is its place here.
  public List<Node> nodes() {
    return nodes;
  }

  /// The node of the loss, or of the function's value: where the backward pass begins.
  public Node result() {
    return nodes.get(result);
  }

  /// The layers that have nodes, outer ones before inner ones; none for a plain function.
  public List<Group> groups() {
    return groups;
  }

  /// What became of the parameters, in the optimizer's order; none for a plain function.
  public List<ParameterUpdate> updates() {
    return updates;
  }

  /// What became of a parameter.
  public Optional<ParameterUpdate> update(String parameter) {
    return updates.stream().filter(u -> u.name().equals(parameter)).findFirst();
  }

  /// A node by its name; by a layer's path the last operation in that layer, which is its result.
  ///
  /// @throws IllegalArgumentException if there is none; it lists names that are near
  public NodeExplanation node(String name) {
    return explain(found(name));
  }

  /// All about one of the nodes.
  public NodeExplanation explain(Node node) {
    return new NodeExplanation(this, node);
  }

  /// All about the node with that id.
  public NodeExplanation node(int id) {
    return explain(nodes.get(id));
  }

  /// What a reader sends to the node that it reads.
  ///
  /// @throws IllegalArgumentException if no gradient flows there
  public Tensor sent(Use use) {
    Node reader = nodes.get(use.node());
    return reader
        .operands()
        .get(use.operand())
        .gradient()
        .orElseThrow(() ->
            new IllegalArgumentException(
                reader.name() + " sends no gradient to its operand " + use.operand()));
  }

  /// The Jacobian of a node's operation in one of its operands.
  ///
  /// @param name of the node, or the path of its layer
  /// @param operand which operand, from 0
  /// @see NodeExplanation#jacobian
  public Jacobian jacobian(String name, int operand) {
    return node(name).jacobian(operand);
  }

  /// The Jacobians of a node's operation, one for each operand that gets a gradient.
  public List<Jacobian> jacobians(String name) {
    return node(name).jacobians();
  }

  /// The whole as text.
  ///
  /// @param width the number of columns
  public String text(int width, Style style) {
    return new StepText(this, new Layout(width, style)).text();
  }

  /// The whole as text of 80 columns in [Style#SHORT].
  @Override
  public String toString() {
    return text(Layout.COLUMNS, Style.SHORT);
  }

  private Node found(String name) {
    Node node = byName.get(name);
    if (node != null) {
      return node;
    }
    return nodes.stream()
        .filter(n -> n.kind() == Kind.OPERATION && isWithin(n.scope(), name))
        .reduce((_, later) -> later)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no node "
                    + name
                    + "; near it are "
                    + String.join(", ", Names.near(name, names()))));
  }

  static boolean isWithin(String scope, String path) {
    return path.isEmpty() || scope.equals(path) || scope.startsWith(path + ".");
  }

  private List<String> names() {
    return Stream.concat(byName.keySet().stream(), groups.stream().map(Group::path))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }
}
