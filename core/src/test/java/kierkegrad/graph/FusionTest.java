package kierkegrad.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import kierkegrad.op.Op;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static Graph graph(UnaryOperator<Tensor> f) {
    return Graph.of(in -> f.apply(in.getFirst()), Graph.input(3, 4));
  }

  private static List<String> ops(Graph graph) {
    return graph.nodes().stream().flatMap(node -> node.op().map(Op::opName).stream()).toList();
  }

  /// Fused as given, and with the result of the graph as it was.
  private static void becomes(UnaryOperator<Tensor> f, String... ops) {
    Graph graph = graph(f);
    Graph fused = Fusion.of(Simplify.of(graph));
    assertThat(ops(fused)).containsExactly(ops);
    Tensor x = Tensor.randn(Seed.of(1), 3, 4);
    Program program = Program.of(graph);
    program.run(x);
    assertThat(program.output(0).sameBits(graph.run(x).getFirst())).isTrue();
    assertThat(fused.run(x).getFirst().sameBits(graph.run(x).getFirst())).isTrue();
  }

  @Test
  void operationsThatNobodyElseReadsAreJoined() {
    becomes(x -> x.mul(2).add(1).tanh().sum(), "chain", "sum");
    becomes(x -> Tensor.where(x.le(0), Tensor.scalar(0), x).sum(), "chain", "sum");
  }

  @Test
  void oneOperationStaysAsItIs() {
    becomes(x -> x.tanh().sum(), "tanh", "sum");
  }

  @Test
  void whatOthersReadReachesMemory() {
    becomes(
        x -> {
          Tensor y = x.exp();
          return y.mul(3).add(1).sum().add(y.sum());
        },
        "exp",
        "chain",
        "sum",
        "sum",
        "add");
  }

  @Test
  void aDiamondIsOneChain() {
    becomes(
        x -> {
          Tensor y = x.exp();
          return y.mul(y.neg().add(1)).sum();
        },
        "chain",
        "sum");
  }

  @Test
  void anotherShapeEndsAChain() {
    becomes(x -> x.sub(x.sum(0).mul(0.5).exp()).neg().sum(), "sum", "chain", "chain", "sum");
  }

  @Test
  void aChainIsNoLongerThanRegistersLast() {
    UnaryOperator<Tensor> f =
        x -> {
          Tensor y = x;
          for (int i = 0; i < 50; i++) {
            y = y.mul(0.9).add(i);
          }
          return y.sum();
        };
    Graph fused = Fusion.of(graph(f));
    assertThat(ops(fused)).containsExactly("chain", "chain", "chain", "chain", "sum");
  }

  @Test
  void theSameIsComputedOnceAndWhatIsUndoneNotAtAll() {
    Graph simple = Simplify.of(graph(x -> x.mT().mT().exp().add(x.reshape(3, 4).exp()).sum()));
    assertThat(ops(simple)).containsExactly("exp", "add", "sum");
  }
}
