package kierkegrad.graph;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kierkegrad.op.Conv;
import kierkegrad.op.Fused;
import kierkegrad.op.Kernel;
import kierkegrad.op.Op;
import kierkegrad.op.Unary;
import kierkegrad.tensor.Tensor;

/// Moves an activation into the product or convolution before it, if nobody else reads what that
/// gives: it is then applied while the numbers are still at hand.
final class Epilogue {
  private final Set<Tensor> shared = Collections.newSetFromMap(new IdentityHashMap<>());

  private Epilogue(Graph graph) {
    Map<Tensor, Integer> readers = new IdentityHashMap<>();
    graph.nodes().forEach(node -> node.inputs().forEach(x -> readers.merge(x, 1, Integer::sum)));
    readers.forEach((node, count) -> {
      if (count > 1) {
        shared.add(node);
      }
    });
    shared.addAll(graph.outputs());
    graph.writes().forEach(write -> shared.add(write.value()));
  }

  static Graph of(Graph graph) {
    Epilogue epilogue = new Epilogue(graph);
    return Rewriting.of(graph, epilogue::rebuild);
  }

  private Tensor rebuild(Tensor node, Op op, List<Tensor> operands) {
    if (op instanceof Unary activation && !shared.contains(node.inputs().getFirst())) {
      Tensor x = operands.getFirst();
      Optional<Kernel> joined = x.op().flatMap(before -> joined(before, activation));
      if (joined.isPresent()) {
        return Tensor.apply(joined.get(), x.inputs());
      }
    }
    return Tensor.apply(op, operands);
  }

  private static Optional<Kernel> joined(Op before, Unary activation) {
    Optional<Unary> last = Optional.of(activation);
    return switch (activation) {
      case RELU, SIGMOID, TANH ->
          switch (before) {
            case Fused.Linear(var none) when none.isEmpty() -> Optional.of(new Fused.Linear(last));
            case Conv.Forward(var window, var groups, var none)
                when none.isEmpty() && activation == Unary.RELU ->
                Optional.of(new Conv.Forward(window, groups, last));
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }
}
