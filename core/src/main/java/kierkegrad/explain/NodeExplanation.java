package kierkegrad.explain;

import kierkegrad.tensor.Shape;

/// All about one node.
public final class NodeExplanation {
  private final Explanation of;
  private final Node node;

  NodeExplanation(Explanation of, Node node) {
    this.of = of;
    this.node = node;
  }

  /// The node.
  public Node node() {
    return node;
  }

  /// How one entry of the value was computed.
  ///
  /// @param entry counted row by row from 0
  /// @throws IllegalArgumentException if the node is no operation, or has no such entry
  public Working value(int entry) {
    return Workings.value(of, node, entry);
  }

  /// How one entry of the gradient that is sent to an operand was computed.
  ///
  /// @param operand which operand, from 0
  /// @param entry of the operand, counted row by row from 0
  /// @throws IllegalArgumentException if no gradient flows there, or there is no such entry
  public Working gradient(int operand, int entry) {
    return Workings.gradient(of, node, operand, entry);
  }

  /// The place of an entry in words, such as `[0,1]`; empty for a scalar.
  static String index(Shape shape, int entry) {
    if (shape.rank() == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    int rest = entry;
    for (int dim = shape.rank() - 1; dim >= 0; dim--) {
      text.insert(0, (dim == 0 ? "[" : ",") + rest % shape.size(dim));
      rest /= shape.size(dim);
    }
    return text.append(']').toString();
  }
}
