package kierkegrad.graph;

import kierkegrad.op.Composed;
import kierkegrad.op.Inputs;
import kierkegrad.tensor.Tensor;

/// Puts the element-wise operations of a [Composed] one in its place, so that [Fusion] can join
/// them to what stands around. It comes after [Simplify]: what two of them compute alike is cheaper
/// computed twice than kept in memory.
final class Expansion {
  private Expansion() {}

  static Graph of(Graph graph) {
    return Rewriting.of(
        graph,
        (_, op, operands) ->
            op instanceof Composed composed
                ? composed.compose(new Inputs(operands))
                : Tensor.apply(op, operands));
  }
}
