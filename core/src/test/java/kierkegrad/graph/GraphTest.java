package kierkegrad.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import kierkegrad.grad.Grad;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static final Function<List<Tensor>, Tensor> CUBE_SUM =
      in -> in.getFirst().square().mul(in.getFirst()).sum();

  private static Tensor symbol(int... shape) {
    return Tensor.zeros(shape).to(DType.F64);
  }

  @Test
  void printsOneLinePerOperation() {
    Graph graph =
        Graph.of(
            in -> in.getFirst().matmul(in.get(1)).tanh().mul(2).sum(0),
            Graph.input(4, 3),
            Graph.input(3, 2));
    assertThat(graph)
        .hasToString(
            """
            %0 = input : float32[4, 3]
            %1 = input : float32[3, 2]
            %2 = matmul(%0, %1) : float32[4, 2]
            %3 = tanh(%2) : float32[4, 2]
            %4 = constant 2.0 : float32[]
            %5 = mul(%3, %4) : float32[4, 2]
            %6 = sum(%5) {dims=[0]} : float32[2]
            return %6
            """);
  }

  @Test
  void drawsItselfInDot() {
    assertThat(Graph.of(in -> in.getFirst().exp().add(1), Graph.input(2)).dot())
        .isEqualTo(
            """
            digraph kierkegrad {
              node [shape=box, fontname="sans-serif"];
              n0 [label="input\\nfloat32[2]", shape=ellipse];
              n1 [label="exp\\nfloat32[2]"];
              n0 -> n1;
              n2 [label="constant 1.0\\nfloat32[]", style=dashed];
              n3 [label="add\\nfloat32[2]"];
              n1 -> n3;
              n2 -> n3;
              out0 [label="output 0", shape=plaintext];
              n3 -> out0;
            }
            """);
  }

  /// f = Σ x³, f' = 3x², (Σ f')' = 6x.
  @Test
  void theGradientIsAGraphThatHasAGradient() {
    Graph first = Graph.of(CUBE_SUM, symbol(2)).gradient();
    Graph second = first.sumOf(0).gradient();
    Tensor x = Tensor.of(new double[] {2, -3});
    assertThat(first.run(x).getFirst().toDoubleArray()).containsExactly(12, 27);
    assertThat(second.run(x).getFirst().toDoubleArray()).containsExactly(12, -18);
    assertThat(first.run(x).getFirst().sameBits(Grad.grad(p -> CUBE_SUM.apply(List.of(p)), x)))
        .isTrue();
  }

  @Test
  void aGraphOfSeveralOutputsHasVectorJacobianProducts() {
    Graph products = Graph.of(in -> in.getFirst().square(), symbol(2)).vjp(0);
    List<Tensor> found =
        products.run(Tensor.of(new double[] {2, 3}), Tensor.of(new double[] {1, 10}));
    assertThat(found.getFirst().toDoubleArray()).containsExactly(4, 60);
  }

  @Test
  void readingAValueWhileTracingIsAnError() {
    assertThatThrownBy(() -> Graph.of(in -> in.getFirst().mul(in.getFirst().item()), symbol()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a traced tensor float64[] has no numbers yet");
    assertThatThrownBy(
            () -> Graph.of(in -> in.getFirst().gt(0).all() ? in.getFirst() : in.get(0), symbol(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("data-dependent branch");
  }

  /// x · detach(x²): the value is x³, the gradient x².
  @Test
  void detachedTensorsStayPartOfTheGraph() {
    Graph graph =
        Graph.of(in -> in.getFirst().mul(in.getFirst().square().detach()).sum(), symbol(1));
    Tensor x = Tensor.of(new double[] {3});
    assertThat(graph.run(x).getFirst().item()).isEqualTo(27);
    assertThat(graph.gradient().run(x).getFirst().item()).isEqualTo(9);
    Graph inner = Graph.of(in -> Grad.grad(Tensor::square, in.getFirst().detach()), symbol());
    assertThat(inner.run(Tensor.of(new double[] {3}).sum()).getFirst().item()).isEqualTo(6);
  }

  @Test
  void parametersAreReadWhenTheGraphRuns() {
    Parameter w = new Parameter(Tensor.of(new double[] {2}));
    Graph graph = Graph.of(in -> in.getFirst().mul(w.value()), symbol(1));
    Tensor x = Tensor.of(new double[] {3});
    assertThat(graph.run(x).getFirst().item()).isEqualTo(6);
    w.set(Tensor.of(new double[] {5}));
    assertThat(graph.run(x).getFirst().item()).isEqualTo(15);
  }

  @Test
  void inputsMustBeThoseThatWereTraced() {
    Graph graph = Graph.of(CUBE_SUM, symbol(2));
    assertThatThrownBy(() -> graph.run(symbol(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("run: input 0 is float64[2], got float64[3]; trace again");
    assertThatThrownBy(() -> graph.run(Tensor.zeros(2))).hasMessageContaining("got float32[2]");
    assertThatThrownBy(graph::run).hasMessageContaining("the graph has 1 inputs, got 0");
    assertThatThrownBy(Graph.of(in -> in.getFirst().square(), symbol(2))::gradient)
        .hasMessageContaining("end the function with sum() or mean()");
  }

  /// The gradient graph in the parameters gives, when it runs, what backward gives; it reads the
  /// parameters then, not when it was traced.
  @Test
  void isDifferentiatedInParameters() {
    Linear layer = new Linear(4, 3);
    Parameter bias = layer.bias().orElseThrow();
    Graph backward =
        Graph.of(in -> layer.forward(in.getFirst()).square().mean(), Graph.input(8, 4))
            .gradientIn(List.of(layer.weight(), bias));
    layer.weight().set(layer.weight().value().mul(2));
    Tensor x = Tensor.randn(Seed.of(3), 8, 4);

    List<Tensor> gradients = backward.run(x);

    Gradients eager = layer.forward(x).square().mean().backward();
    assertThat(gradients.getFirst().sameBits(eager.of(layer.weight()))).isTrue();
    assertThat(gradients.getLast().sameBits(eager.of(bias))).isTrue();
    assertThatThrownBy(() -> backward.gradientIn(List.of(new Parameter(x))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes no part in this graph");
  }
}
