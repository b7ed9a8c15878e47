package kierkegrad.explain;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.op.Op;
import kierkegrad.tensor.Tensor;

/// All about one node: its rule in numbers, its Jacobian, and a text that fits a terminal.
public final class NodeExplanation {
  private final Explanation of;
  private final Node node;
  private Optional<Numbers> numbers = Optional.empty();

  NodeExplanation(Explanation of, Node node) {
    this.of = of;
    this.node = node;
  }

  /// The node.
  public Node node() {
    return node;
  }

  /// The step or function that it belongs to.
  public Explanation explanation() {
    return of;
  }

  /// The letter that the formula gives to an operand, such as `W`; `x` for a *Duplicate*.
  public String letter(int operand) {
    return node.op().isEmpty() ? "x" : numbers().letter(operand);
  }

  /// The letter that the formula gives to the result: `Y`, or `y` if the rule is about single
  /// entries; `p` for a parameter, `x` for another leaf or a *Duplicate*.
  public String letter() {
    if (node.op().isEmpty()) {
      return node.kind() == Kind.PARAMETER ? "p" : "x";
    }
    return numbers().letter();
  }

  /// How one entry of the value was computed.
  ///
  /// @param entry counted row by row from 0
  /// @throws IllegalArgumentException if the node is no operation, or has no such entry
  public Working value(int entry) {
    Op op =
        node.op()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    node.name() + " is no operation but of the kind " + node.opName()));
    Workings.require(node.name(), "its value", node.shape(), entry);
    return Workings.rule(op).value(numbers(), entry);
  }

  /// How one entry of the gradient that is sent to an operand was computed.
  ///
  /// @param operand which operand, from 0
  /// @param entry of the operand, counted row by row from 0
  /// @throws IllegalArgumentException if no gradient flows there, or there is no such entry
  public Working gradient(int operand, int entry) {
    Tensor sent = of.sent(new Use(node.id(), operand));
    Workings.require(node.name(), "its operand " + operand, sent.shape(), entry);
    return node.op()
        .map(op -> Workings.rule(op).gradient(numbers(), operand, entry))
        .orElseGet(() -> Workings.total(of, node, entry));
  }

  /// All slopes of the node in one of its operands.
  ///
  /// @param operand which operand, from 0
  /// @throws IllegalArgumentException if the node is no operation, the operand has no slopes, or
  ///   there are more than four million of them
  public Jacobian jacobian(int operand) {
    if (node.op().isEmpty()
        || operand < 0
        || operand >= node.operands().size()
        || !operand(operand).value().dtype().isFloating()) {
      throw new IllegalArgumentException(
          node.name() + " has no Jacobian in its operand " + operand + legend());
    }
    Tensor x = operand(operand).value();
    int rows = node.shape().elements();
    int columns = x.elements();
    if ((long) rows * columns > Jacobian.LIMIT) {
      throw new IllegalArgumentException(
          node.name()
              + ": its Jacobian in "
              + operand(operand).name()
              + " would be "
              + Layout.count(rows)
              + " × "
              + Layout.count(columns)
              + "; ask for the working of single entries");
    }
    double[] matrix = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(Slopes.row(numbers(), operand, i), 0, matrix, i * columns, columns);
    }
    return new Jacobian(
        node.name(),
        operand(operand).name(),
        letter(),
        letter(operand),
        node.shape(),
        x.shape(),
        Tensor.of(matrix, rows, columns),
        node.gradient().map(g -> g.reshape(1, rows)),
        node.operands().get(operand).gradient().map(g -> g.reshape(1, columns)));
  }

  /// The Jacobians in every operand that gets a gradient; without a backward pass in every operand
  /// that could.
  ///
  /// @throws IllegalArgumentException if there is none
  public List<Jacobian> jacobians() {
    boolean swept = node.operands().stream().anyMatch(o -> o.gradient().isPresent());
    List<Jacobian> all =
        IntStream.range(0, node.op().isEmpty() ? 0 : node.operands().size())
            .filter(i -> !swept || node.operands().get(i).gradient().isPresent())
            .filter(i -> operand(i).value().dtype().isFloating())
            .mapToObj(this::jacobian)
            .toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException(node.name() + " has no Jacobian" + legend());
    }
    return all;
  }

  private String legend() {
    return node.op().isEmpty()
        ? ", because it is no operation but of the kind " + node.opName()
        : "; its operands are "
            + node.operands().stream().map(o -> of.nodes().get(o.node()).name()).toList();
  }

  private Node operand(int operand) {
    return of.nodes().get(node.operands().get(operand).node());
  }

  private Numbers numbers() {
    Numbers known =
        numbers.orElseGet(() ->
            new Numbers(
                node,
                node.op().orElseThrow(),
                IntStream.range(0, node.operands().size())
                    .mapToObj(i -> operand(i).value())
                    .toList()));
    numbers = Optional.of(known);
    return known;
  }

  /// As text.
  ///
  /// @param width the number of columns
  public String text(int width, Style style) {
    return String.join("\n", new NodeText(this, new Layout(width, style)).lines()) + "\n";
  }

  /// As text of 80 columns in [Style#SHORT].
  @Override
  public String toString() {
    return text(Layout.COLUMNS, Style.SHORT);
  }
}
