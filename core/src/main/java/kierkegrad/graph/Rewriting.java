package kierkegrad.graph;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import kierkegrad.op.Op;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Trace;

/// Makes a graph anew, node by node, by a rule.
final class Rewriting {
  /// What becomes of a node.
  @FunctionalInterface
  interface Rule {
    /// @param node as it was
    /// @param op what it computes
    /// @param operands as they have become
    Tensor apply(Tensor node, Op op, List<Tensor> operands);
  }

  private Rewriting() {}

  /// The graph in which each operation's result is replaced by what the rule makes of it.
  static Graph of(Graph graph, Rule rule) {
    Map<Tensor, Tensor> made = new IdentityHashMap<>();
    Tape.off(() -> {
      for (Tensor node : graph.nodes()) {
        List<Tensor> operands = node.inputs().stream().map(x -> known(made, x)).toList();
        made.put(node, node.op().map(op -> rule.apply(node, op, operands)).orElse(node));
      }
      return made;
    });
    List<Tensor> outputs = graph.outputs().stream().map(y -> known(made, y)).toList();
    List<Trace.Write> writes = new ArrayList<>();
    graph
        .writes()
        .forEach(write -> writes.add(new Trace.Write(write.box(), known(made, write.value()))));
    return new Graph(graph.inputs(), outputs, writes);
  }

  private static Tensor known(Map<Tensor, Tensor> made, Tensor node) {
    Tensor tensor = made.get(node);
    if (tensor == null) {
      throw new IllegalStateException("node before its operand");
    }
    return tensor;
  }
}
