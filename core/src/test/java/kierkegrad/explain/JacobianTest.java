package kierkegrad.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import kierkegrad.data.Batch;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Jacobians against closed forms, and the chain of row vectors.
class JacobianTest {
  private static final double[] X = {0.5, -1, 2};

  private static Jacobian of(UnaryOperator<Tensor> f, String node) {
    return Explain.of(f, Tensor.of(X)).jacobian(node, 0);
  }

  /// diag(y(1 − y)).
  @Test
  void ofASigmoidIsDiagonal() {
    double[] matrix = of(Tensor::sigmoid, "sigmoid").matrix().toDoubleArray();

    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double y = 1 / (1 + Math.exp(-X[i]));
        assertThat(matrix[3 * i + j]).isCloseTo(i == j ? y * (1 - y) : 0, within(1e-15));
      }
    }
  }

  /// pᵢ(δᵢⱼ − pⱼ).
  @Test
  void ofASoftmaxIsFull() {
    double[] matrix = of(x -> x.softmax(0), "softmax").matrix().toDoubleArray();

    double sum = Math.exp(X[0]) + Math.exp(X[1]) + Math.exp(X[2]);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double p = Math.exp(X[i]) / sum;
        double q = Math.exp(X[j]) / sum;
        assertThat(matrix[3 * i + j]).isCloseTo(p * ((i == j ? 1 : 0) - q), within(1e-15));
      }
    }
  }

  private static Explanation step(Sequential net, Tensor x) {
    net.to(DType.F64);
    return Explain.step(
        net,
        new CrossEntropyLoss(),
        new SGD(net.parameters(), 0.05),
        new Batch(x.to(DType.F64), Tensor.of(new long[] {1}, 1)));
  }

  /// ∂Y/∂X = W, ∂Y/∂b is the identity, and row i of ∂Y/∂W holds x in the places of row i of W.
  @Test
  void ofALinearLayerIsItsWeight() {
    Sequential net = new Sequential(new Linear(2, 3), new Sigmoid());
    Explanation e = step(net, Tensor.of(new double[] {7, 8}, 1, 2));
    Jacobian inX = e.jacobian("0", 0);
    Jacobian inW = e.jacobian("0", 1);

    assertThat(inX.matrix().toDoubleArray())
        .isEqualTo(e.node("0.weight").node().value().toDoubleArray());
    assertThat(e.jacobian("0", 2).matrix().toDoubleArray())
        .containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    assertThat(inW.matrix().toDoubleArray())
        .containsExactly(7, 8, 0, 0, 0, 0, 0, 0, 7, 8, 0, 0, 0, 0, 0, 0, 7, 8);
    assertThat(inW.matrix().shape()).isEqualTo(Shape.of(3, 6));
    assertThat(inW.rowNames()).containsExactly("Y[0,0]", "Y[0,1]", "Y[0,2]");
    assertThat(inW.columnNames()).startsWith("W[0,0]", "W[0,1]", "W[1,0]");
    assertThat(e.jacobians("0")).hasSize(3);
  }

  /// dC/dy (1×M) · ∂y/∂x (M×N) = dC/dx (1×N), for every operation and every operand.
  @Test
  void aRowVectorTimesItIsTheGradient() {
    Sequential net =
        Seed.use(
            Seed.of(1),
            () ->
                new Sequential(
                    new Conv2d(1, 2, 2), new Flatten(), new LayerNorm(8), new Linear(8, 3)));
    Explanation e = step(net, Tensor.randn(Seed.of(2), 1, 1, 3, 3));
    int count = 0;
    for (Node node : e.nodes()) {
      if (node.op().isPresent() && node.gradient().isPresent()) {
        for (Jacobian j : e.jacobians(node.name())) {
          Tensor product = j.upstream().orElseThrow().matmul(j.matrix());
          assertThat(product.shape()).isEqualTo(Shape.of(1, j.columns().elements()));
          assertThat(product.toDoubleArray())
              .as(j.node() + " in " + j.operand())
              .containsExactly(j.product().orElseThrow().toDoubleArray(), within(1e-12));
          count++;
        }
      }
    }
    assertThat(count).isEqualTo(3 + 1 + 3 + 3 + 3);
  }

  @Test
  void printsWithALegend() {
    assertThat(of(x -> x.mul(2), "mul").toString())
        .isEqualTo(
            """
            Jacobian ∂y/∂a of mul in x, 3×3
              rows: the 3 entries of y [3]; columns: the 3 entries of a [3]

                    a[0]  a[1]  a[2]
              y[0]     2     0     0
              y[1]     0     2     0
              y[2]     0     0     2

            dC/dy (1×3) · ∂y/∂a (3×3) = dC/da (1×3)
                     y[0]  y[1]  y[2]
              dC/dy     1     1     1
                     a[0]  a[1]  a[2]
              dC/da     2     2     2
            """);
  }

  @Test
  void aLargeOneShowsABeginningAndATooLargeOneIsAnError() {
    Explanation e = Explain.of(x -> x.tanh(), Tensor.zeros(DType.F64, Shape.of(200)));

    assertThat(e.jacobian("tanh", 0).toString())
        .contains("… (200 rows, 200 columns)")
        .satisfies(text ->
            assertThat(text.lines().mapToInt(Layout::columns).max().orElse(0)).isLessThan(81));
    Explanation large = Explain.of(x -> x.tanh(), Tensor.zeros(DType.F64, Shape.of(3000)));
    assertThatThrownBy(() -> large.jacobian("tanh", 0))
        .hasMessage(
            "tanh: its Jacobian in x would be 3,000 × 3,000; ask for the working of single entries");
  }

  @Test
  void whatHasNoSlopesIsAClearError() {
    Explanation e = Explain.of(x -> Tensor.where(x.gt(0), x, x.mul(2)), Tensor.of(X));

    assertThatThrownBy(() -> e.jacobian("where", 0))
        .hasMessage(
            "where has no Jacobian in its operand 0; its operands are [gt, x.duplicate, mul]");
    assertThatThrownBy(() -> e.jacobians("x"))
        .hasMessage("x has no Jacobian, because it is no operation but of the kind input");
    assertThat(List.of(1, 2)).allSatisfy(k -> assertThat(e.jacobian("where", k)).isNotNull());
  }
}
