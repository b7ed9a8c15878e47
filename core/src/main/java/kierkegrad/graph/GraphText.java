package kierkegrad.graph;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kierkegrad.op.Op;
import kierkegrad.tensor.Tensor;

/// A graph as text, one line per node, and in DOT.
final class GraphText {
  private GraphText() {}

  static String lines(Graph graph) {
    Map<Tensor, Integer> numbers = number(graph);
    StringBuilder text = new StringBuilder();
    for (Tensor node : graph.nodes()) {
      text.append("%")
          .append(numbers.get(node))
          .append(" = ")
          .append(call(node, numbers))
          .append(" : ")
          .append(type(node))
          .append('\n');
    }
    return text.append("return ")
        .append(references(graph.outputs(), numbers))
        .append('\n')
        .toString();
  }

  static String dot(Graph graph) {
    Map<Tensor, Integer> numbers = number(graph);
    StringBuilder text =
        new StringBuilder("digraph kierkegrad {\n  node [shape=box, fontname=\"sans-serif\"];\n");
    for (Tensor node : graph.nodes()) {
      String look =
          node.op().isPresent() ? "" : isInput(graph, node) ? ", shape=ellipse" : ", style=dashed";
      text.append("  n")
          .append(numbers.get(node))
          .append(" [label=\"")
          .append(label(graph, node))
          .append("\\n")
          .append(type(node))
          .append('"')
          .append(look)
          .append("];\n");
      for (Tensor operand : node.inputs()) {
        text.append("  n")
            .append(numbers.get(operand))
            .append(" -> n")
            .append(numbers.get(node))
            .append(";\n");
      }
    }
    for (int i = 0; i < graph.outputs().size(); i++) {
      text.append("  out")
          .append(i)
          .append(" [label=\"output ")
          .append(i)
          .append("\", shape=plaintext];\n  n")
          .append(numbers.get(graph.outputs().get(i)))
          .append(" -> out")
          .append(i)
          .append(";\n");
    }
    return text.append("}\n").toString();
  }

  private static boolean isInput(Graph graph, Tensor node) {
    return graph.inputs().stream().anyMatch(x -> x == node);
  }

  private static Map<Tensor, Integer> number(Graph graph) {
    Map<Tensor, Integer> numbers = new IdentityHashMap<>();
    for (Tensor node : graph.nodes()) {
      numbers.put(node, numbers.size());
    }
    return numbers;
  }

  private static String call(Tensor node, Map<Tensor, Integer> numbers) {
    if (node.op().isEmpty()) {
      return leaf(node);
    }
    Op op = node.op().get();
    String attributes = op.attributes().isEmpty() ? "" : " {" + op.attributes() + "}";
    return op.opName() + "(" + references(node.inputs(), numbers) + ")" + attributes;
  }

  private static String leaf(Tensor node) {
    if (node.variable().isPresent()) {
      return "parameter " + node.variable().get().name();
    }
    if (node.isSymbolic()) {
      return "input";
    }
    return node.elements() == 1 ? "constant " + node.item() : "constant";
  }

  private static String label(Graph graph, Tensor node) {
    if (node.op().isEmpty()) {
      return leaf(node).replace("\"", "\\\"");
    }
    Op op = node.op().get();
    return (op.opName() + (op.attributes().isEmpty() ? "" : " " + op.attributes()))
        .replace("\"", "\\\"");
  }

  private static String references(List<Tensor> tensors, Map<Tensor, Integer> numbers) {
    return tensors.stream().map(t -> "%" + numbers.get(t)).collect(Collectors.joining(", "));
  }

  private static String type(Tensor node) {
    return node.dtype().torchName() + node.shape();
  }
}
