package kierkegrad.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kierkegrad.op.Chain;
import kierkegrad.op.Kernel;
import kierkegrad.op.Op;
import kierkegrad.tensor.Tensor;

/// Joins element-wise operations into a [Chain] where nobody else reads what flows between them, so
/// that it never reaches memory.
final class Fusion {
  /// Longer chains would run out of vector registers.
  private static final int STEPS = 32;

  private final Map<Tensor, List<Tensor>> users = new IdentityHashMap<>();
  private final Set<Tensor> results = Collections.newSetFromMap(new IdentityHashMap<>());

  /// The last operation of the chain to which an operation belongs.
  private final Map<Tensor, Tensor> ends = new IdentityHashMap<>();

  private final Map<Tensor, Integer> lengths = new IdentityHashMap<>();

  /// For each rebuilt operation within a chain, that chain's end.
  private final Map<Tensor, Tensor> inside = new IdentityHashMap<>();

  private Fusion() {}

  static Graph of(Graph graph) {
    Fusion fusion = new Fusion();
    fusion.group(graph);
    return Rewriting.of(graph, fusion::rebuild);
  }

  /// Goes backwards, so that the readers of an operation are known before it.
  private void group(Graph graph) {
    results.addAll(graph.outputs());
    graph.writes().forEach(write -> results.add(write.value()));
    for (Tensor node : graph.nodes().reversed()) {
      if (node.op().filter(Chain::takes).isPresent()) {
        Tensor end = end(node);
        ends.put(node, end);
        lengths.merge(end, 1, Integer::sum);
      }
      node.inputs().forEach(x -> users.computeIfAbsent(x, k -> new ArrayList<>()).add(node));
    }
  }

  /// The end of the one chain in which all readers are, or itself.
  private Tensor end(Tensor node) {
    List<Tensor> readers = users.getOrDefault(node, List.of());
    Tensor end = readers.isEmpty() ? node : ends.getOrDefault(readers.getFirst(), node);
    boolean joins =
        readers.stream().allMatch(reader -> ends.get(reader) == end)
            && !results.contains(node)
            && end.shape().equals(node.shape())
            && lengths.getOrDefault(end, 0) < STEPS;
    return joins ? end : node;
  }

  private Tensor rebuild(Tensor node, Op op, List<Tensor> operands) {
    Tensor end = ends.get(node);
    if (end == null || lengths.getOrDefault(end, 0) < 2) {
      return Tensor.apply(op, operands);
    }
    if (node == end) {
      return new Builder(end).build((Kernel) op, operands);
    }
    Tensor within = Tensor.apply(op, operands);
    inside.put(within, end);
    return within;
  }

  /// Collects what a chain reads and does, from its end backwards.
  private final class Builder {
    private final Tensor end;
    private final List<Tensor> operands = new ArrayList<>();
    private final List<Tensor> within = new ArrayList<>();

    Builder(Tensor end) {
      this.end = end;
    }

    Tensor build(Kernel last, List<Tensor> lastOperands) {
      lastOperands.forEach(this::visit);
      List<Chain.Step> steps = new ArrayList<>();
      for (Tensor node : within) {
        steps.add(step((Kernel) node.op().orElseThrow(), node.inputs()));
      }
      steps.add(step(last, lastOperands));
      return Tensor.apply(new Chain(operands.size(), steps), operands);
    }

    private void visit(Tensor node) {
      if (indexOf(within, node) >= 0 || indexOf(operands, node) >= 0) {
        return;
      }
      if (inside.get(node) == end) {
        node.inputs().forEach(this::visit);
        within.add(node);
      } else {
        operands.add(node);
      }
    }

    private Chain.Step step(Kernel op, List<Tensor> in) {
      return new Chain.Step(op, in.stream().map(this::register).toList());
    }

    private int register(Tensor node) {
      int operand = indexOf(operands, node);
      return operand >= 0 ? operand : operands.size() + indexOf(within, node);
    }

    private static int indexOf(List<Tensor> list, Tensor node) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) == node) {
          return i;
        }
      }
      return -1;
    }
  }
}
