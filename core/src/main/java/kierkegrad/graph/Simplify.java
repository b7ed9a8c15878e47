package kierkegrad.graph;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kierkegrad.op.Op;
import kierkegrad.op.View;
import kierkegrad.tensor.Tensor;

/// Leaves out what need not be computed: what was computed before from the same operands, and views
/// that change nothing or only undo each other. What no result needs is not in a graph.
final class Simplify {
  private final Map<Tensor, Integer> numbers = new IdentityHashMap<>();
  private final Map<Call, Tensor> calls = new HashMap<>();

  /// An operation on operands, which are known by their numbers.
  private record Call(Op op, List<Integer> operands) {}

  private Simplify() {}

  static Graph of(Graph graph) {
    Simplify rules = new Simplify();
    return Rewriting.of(graph, (node, op, operands) -> rules.once(op, operands));
  }

  private Tensor once(Op op, List<Tensor> operands) {
    if (op instanceof View view) {
      Tensor x = operands.getFirst();
      if (view instanceof View.Reshape(var target) && target.equals(x.shape())) {
        return x;
      }
      if (view instanceof View.Permute second
          && x.op().orElse(null) instanceof View.Permute first) {
        List<Integer> order = second.order().stream().map(first.order()::get).toList();
        Tensor source = x.inputs().getFirst();
        return isIdentity(order) ? source : known(new View.Permute(order), List.of(source));
      }
    }
    return op.isPure() ? known(op, operands) : Tensor.apply(op, operands);
  }

  private Tensor known(Op op, List<Tensor> operands) {
    Call call = new Call(op, operands.stream().map(this::number).toList());
    return calls.computeIfAbsent(call, c -> Tensor.apply(op, operands));
  }

  private int number(Tensor tensor) {
    return numbers.computeIfAbsent(tensor, t -> numbers.size());
  }

  private static boolean isIdentity(List<Integer> order) {
    return IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i);
  }
}
