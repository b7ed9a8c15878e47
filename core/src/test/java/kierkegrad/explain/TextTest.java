package kierkegrad.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.data.Batch;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.optim.Adam;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Steps and nodes as text.
class TextTest {
  /// Two numbers, a sigmoid, two classes; weights that anyone can compute with.
  private static Explanation small() {
    Sequential net = new Sequential(new Sigmoid(), new Linear(2, 2));
    net.to(DType.F64);
    Linear last = (Linear) net.layers().get(1);
    last.weight().set(Tensor.of(new double[] {1, 2, 0, -1}, 2, 2));
    last.bias().orElseThrow().set(Tensor.of(new double[] {0, 0.5}));
    return Explain.step(
        net,
        new CrossEntropyLoss(),
        new SGD(net.parameters(), 0.5),
        new Batch(Tensor.of(new double[] {0, 0}, 1, 2), Tensor.of(new long[] {0})));
  }

  /// σ(0) = ½, so the scores are 1.5 and 0, and the probabilities 1/(1 + e^−1.5) = 0.8176 and
  /// 0.1824; the loss is −ln 0.8176 = 0.2014.
  @Test
  void aStepIsShownForwardsBackwardsAndUpdated() {
    assertThat(small().toString())
        .isEqualTo(
            """
            step on 1 row: loss = 0.2014

            FORWARD

              input                                                             input [1, 2]
                  0  0

              0 = sigmoid(input)                                                      [1, 2]
                y = 1/(1 + e⁻ˣ)
                  y[0,0] = 1/(1 + e^(−0)) = 0.5
                  y[0,1] = 1/(1 + e^(−0)) = 0.5

              1.weight                                                      parameter [2, 2]
                  [0]  1   2
                  [1]  0  −1

              1.bias                                                           parameter [2]
                    0  0.5

              1 = linear(0, 1.weight, 1.bias)                                         [1, 2]
                Y = X·Wᵀ + b
                  Y[0,0] = Σₖ X[0,k]·W[0,k] + b[0] = 0.5·1 + 0.5·2 + 0 = 1.5
                  Y[0,1] = Σₖ X[0,k]·W[1,k] + b[1] = 0.5·0 + 0.5·(−1) + 0.5 = 0

              target                                                              target [1]
                  0

              loss.cross_entropy = cross_entropy(1, target)                              [1]
                y = −ln softmax(x)ₜ
                  p[0,0] = eˣ / Σ eˣ = e^1.5/(e^1.5 + e^0) = 0.8176
                  y[0] = −ln p[0,0] = −ln(0.8176) = 0.2014

              loss.sum = sum(loss.cross_entropy)                                          []
                Y = Σ A
                  Y = 0.2014

              constant(1)                                                        constant []
                  1

              loss.div = div(loss.sum, constant(1))                                       []
                y = a / b
                  y = 0.2014/1 = 0.2014

            BACKWARD

              loss.div gets dC/dy []
                  1
                sends to loss.sum: dC/da = dC/dy · (1/b)
                    dC/da = 1·(1/1) = 1

              loss.sum gets dC/dY []
                  1
                sends to loss.cross_entropy: dC/dA = dC/dY, repeated
                    dC/dA[0] = 1

              loss.cross_entropy gets dC/dy [1]
                  1
                sends to 1: dC/dx = dC/dy · (softmax(x) − onehot(t))
                    p[0,0] = eˣ / Σ eˣ = e^1.5/(e^1.5 + e^0) = 0.8176
                    dC/dx[0,0] = dC/dy[0] · (p[0,0] − 1) = 1·(0.8176 − 1) = −0.1824
                    p[0,1] = eˣ / Σ eˣ = e^0/(e^1.5 + e^0) = 0.1824
                    dC/dx[0,1] = dC/dy[0] · p[0,1] = 1·0.1824 = 0.1824

              1 gets dC/dY [1, 2]
                  −0.1824   0.1824
                sends to 0: dC/dX = dC/dY · W
                    dC/dX[0,0] = Σⱼ dC/dY[0,j]·W[j,0] = (−0.1824)·1 + 0.1824·0 = −0.1824
                    dC/dX[0,1] = Σⱼ dC/dY[0,j]·W[j,1] = (−0.1824)·2 + 0.1824·(−1) = −0.5473
                sends to 1.weight: dC/dW = dC/dYᵀ · X
                    dC/dW[0,0] = Σᵢ dC/dY[i,0]·X[i,0] = (−0.1824)·0.5 = −0.09121
                    dC/dW[0,1] = Σᵢ dC/dY[i,0]·X[i,1] = (−0.1824)·0.5 = −0.09121
                    dC/dW[1,0] = Σᵢ dC/dY[i,1]·X[i,0] = 0.1824·0.5 = 0.09121
                    dC/dW[1,1] = Σᵢ dC/dY[i,1]·X[i,1] = 0.1824·0.5 = 0.09121
                sends to 1.bias: dC/db = Σ dC/dY
                    dC/db[0] = Σᵢ dC/dY[i,0] = −0.1824
                    dC/db[1] = Σᵢ dC/dY[i,1] = 0.1824

              0 gets dC/dy [1, 2]
                  −0.1824  −0.5473
                sends to input: dC/dx = dC/dy · (y(1 − y))
                    dC/dx[0,0] = (−0.1824)·(0.5·(1 − 0.5)) = −0.04561
                    dC/dx[0,1] = (−0.5473)·(0.5·(1 − 0.5)) = −0.1368

            UPDATE

              SGD: p′ = p − η·g; η = 0.5

              1.weight [2, 2]
                  p′[0,0] = 1 − 0.5·(−0.09121) = 1.0456
                  p′[0,1] = 2 − 0.5·(−0.09121) = 2.0456
                  p′[1,0] = 0 − 0.5·0.09121 = −0.04561
                  p′[1,1] = −1 − 0.5·0.09121 = −1.0456

              1.bias [2]
                  p′[0] = 0 − 0.5·(−0.1824) = 0.09121
                  p′[1] = 0.5 − 0.5·0.1824 = 0.4088
            """);
  }

  @Test
  void aNodeFitsATerminal() {
    assertThat(small().node("0").toString())
        .isEqualTo(
            """
            0: sigmoid [1, 2]                                                        Sigmoid

              x = input [1, 2]
                  0  0

              value y = 1/(1 + e⁻ˣ)
                  y[0,0] = 1/(1 + e^(−0)) = 0.5
                  y[0,1] = 1/(1 + e^(−0)) = 0.5

              gradient dC/dy, from 1
                  −0.1824  −0.5473

              sends to input: dC/dx = dC/dy · (y(1 − y))
                  dC/dx[0,0] = (−0.1824)·(0.5·(1 − 0.5)) = −0.04561
                  dC/dx[0,1] = (−0.5473)·(0.5·(1 − 0.5)) = −0.1368
            """);
    assertThat(small().node("1.bias").toString())
        .isEqualTo(
            """
            1.bias: parameter [2]

              value
                    0  0.5

              gradient dC/dp, from 1
                  −0.1824   0.1824

              update by SGD: p′ = p − η·g; η = 0.5
                  p′[0] = 0 − 0.5·(−0.1824) = 0.09121
                  p′[1] = 0.5 − 0.5·0.1824 = 0.4088
            """);
  }

  @Test
  void everyLineFitsTheWidth() {
    Sequential net =
        Seed.use(
            Seed.of(1), () -> new Sequential(new Linear(20, 30), new Sigmoid(), new Linear(30, 3)));
    Explanation e =
        Explain.step(
            net,
            new CrossEntropyLoss(),
            new Adam(net.parameters(), 0.01),
            new Batch(Tensor.rand(Seed.of(2), 4, 20), Tensor.zeros(DType.I64, Shape.of(4))));
    for (int width : new int[] {60, 80, 120}) {
      assertThat(e.text(width, Style.SHORT).lines().mapToInt(Layout::columns).max().orElse(0))
          .isLessThanOrEqualTo(width);
    }
    assertThat(e.toString())
        .contains("600 numbers [30, 20]: min ", "… (30 rows)", "… (600 entries)");
  }

  /// 100 layers and 3 operations of the loss.
  @Test
  void aLargeGraphIsAnOverview() {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      layers.add(new Linear(2, 2));
    }
    Sequential net = new Sequential(layers);
    Explanation e =
        Explain.step(
            net,
            new CrossEntropyLoss(),
            new SGD(net.parameters(), 0.1),
            new Batch(Tensor.ones(1, 2), Tensor.of(new long[] {1})));

    List<String> lines = e.toString().lines().toList();
    assertThat(lines).hasSize(2 + 1 + 103 + 1);
    assertThat(lines.get(2)).startsWith("operation").endsWith("‖dC/dy‖");
    assertThat(lines.get(3)).startsWith("0 ").contains("linear");
    assertThat(lines.getLast())
        .isEqualTo(e.nodes().size() + " nodes are too many to show in full; ask for one of them");
  }

  @Test
  void numbersHaveFourDigits() {
    assertThat(
            List.of(1.75333, -0.5, 0.012345678, 0.00001234567, 3.0, 0.0, -0.0, 1e12, 123456.7)
                .stream()
                .map(Style.SHORT::number))
        .containsExactly(
            "1.7533", "−0.5", "0.01235", "1.2346e-5", "3", "0", "0", "1e12", "123456.7");
    assertThat(Style.SHORT.number(Double.NaN)).isEqualTo("NaN");
    assertThat(Style.SHORT.number(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
    assertThat(Style.EXACT.number(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    assertThat(Style.EXACT.number(1e-300)).isEqualTo("1e-300");
    assertThatThrownBy(() -> new Style(0, 5)).hasMessageContaining("use at least 1 and 2");
  }
}
