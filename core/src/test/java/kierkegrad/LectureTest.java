package kierkegrad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import kierkegrad.grad.Grad;
import kierkegrad.grad.Gradients;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.SGD;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The numbers of the lectures.
class LectureTest {
  private static final double[] P = {0.1732, 0.4, 0.4268};
  private static final double RATE = 0.05;

  /// A last layer whose probabilities are [#P], whatever comes in: its weights are 0 and its biases
  /// ln p.
  private static Linear lastLayer(DType type) {
    Linear layer = new Linear(3, 3);
    layer.to(type);
    layer.weight().set(Tensor.zeros(type, Shape.of(3, 3)));
    layer.bias().orElseThrow().set(Tensor.of(Arrays.stream(P).map(Math::log).toArray()));
    return layer;
  }

  private static Tensor loss(Linear layer, DType type) {
    Tensor hidden = Tensor.of(new double[] {0.3, 0.6, 0.9}, 1, 3).to(type);
    return new CrossEntropyLoss().of(layer.forward(hidden), Tensor.of(new long[] {0}));
  }

  /// L = −ln 0.1732 = 1.7533.
  @Test
  void theLossIsTheLogarithmOfTheTrueClassesProbability() {
    assertThat(loss(lastLayer(DType.F64), DType.F64).item()).isCloseTo(1.7533, within(5e-5));
  }

  /// dL/db = p − 1 for the true class and p for the others.
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void theGradientInTheBiasesIsPMinusOneOrP(DType type) {
    Linear layer = lastLayer(type);

    double[] g = loss(layer, type).backward().of(layer.bias().orElseThrow()).toDoubleArray();

    double tolerance = type == DType.F32 ? 1e-7 : 1e-15;
    assertThat(g).containsExactly(new double[] {P[0] - 1, P[1], P[2]}, within(tolerance));
  }

  /// b' = b − η·g to the last bit, in float arithmetic and in double.
  @Test
  void aStepSubtractsTheRateTimesTheGradientToTheLastBit() {
    for (DType type : List.of(DType.F32, DType.F64)) {
      Linear layer = lastLayer(type);
      Gradients gradients = loss(layer, type).backward();
      double[] b = layer.bias().orElseThrow().value().toDoubleArray();
      double[] g = gradients.of(layer.bias().orElseThrow()).toDoubleArray();

      new SGD(layer.parameters(), RATE).step(gradients);

      double[] after = layer.bias().orElseThrow().value().toDoubleArray();
      for (int i = 0; i < b.length; i++) {
        double expected =
            type == DType.F32 ? (float) b[i] - (float) RATE * (float) g[i] : b[i] - RATE * g[i];
        assertThat(after[i]).isEqualTo(expected);
      }
    }
  }

  /// dC/dw is a row of N, dG/dw has M rows of N, and the chain rule multiplies them: 1×N · N×K.
  @Test
  void jacobiansHaveTheLecturesShapes() {
    Tensor w = Tensor.of(new double[] {0.1, -0.2, 0.3, 0.4});
    Tensor a = Tensor.of(new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}});

    Tensor dGdw = Grad.jacobian(x -> a.matmul(x).tanh(), w);
    Tensor dCdG = Grad.jacobian(y -> y.square().sum().reshape(1), a.matmul(w).tanh());
    Tensor dCdw = Grad.jacobian(x -> a.matmul(x).tanh().square().sum().reshape(1), w);

    assertThat(dGdw.shape()).isEqualTo(Shape.of(3, 4));
    assertThat(dCdG.shape()).isEqualTo(Shape.of(1, 3));
    assertThat(dCdw.shape()).isEqualTo(Shape.of(1, 4));
    assertThat(dCdw.toDoubleArray())
        .containsExactly(dCdG.matmul(dGdw).toDoubleArray(), within(1e-14));
  }

  /// Doubled until it exceeds 100: 7 times from 1, so y = 128x; 5 times from 4, so y = 32x.
  @Test
  void aGraphMayDependOnTheData() {
    for (double[] example : new double[][] {{1, 128}, {4, 32}}) {
      Tensor x = Tensor.of(new double[] {example[0]}).tracked();
      Tensor y = x;
      while (y.item() <= 100) {
        y = y.add(y);
      }
      assertThat(y.backward().of(x).item()).isEqualTo(example[1]);
    }
  }

  /// y = x²·sin x + x², a diamond in which x² is used twice: y' = 2x·sin x + x²·cos x + 2x.
  @Test
  void gradientsOfATensorUsedTwiceAddUp() {
    Tensor x = Tensor.of(new double[] {1.3}).tracked();
    Tensor square = x.square();

    double slope = square.mul(x.sin()).add(square).backward().of(x).item();

    assertThat(slope)
        .isCloseTo(2 * 1.3 * Math.sin(1.3) + 1.69 * Math.cos(1.3) + 2.6, within(1e-14));
  }

  /// Ten rows of the iris data, one step each, in double. The expected numbers are PyTorch
  /// 2.13.0's, from the same weights: loss, the three probabilities, the last biases after the
  /// step, and Σ i·wᵢ of each weight matrix after it.
  @Test
  void tenUpdatesOfTheIrisNetworkAreThoseOfPyTorch() throws IOException {
    double[][] rows = {
      {5.1, 3.5, 1.4, 0.2}, {7.0, 3.2, 4.7, 1.4}, {6.3, 3.3, 6.0, 2.5}, {4.9, 3.0, 1.4, 0.2},
      {6.4, 3.2, 4.5, 1.5}, {5.8, 2.7, 5.1, 1.9}, {4.7, 3.2, 1.3, 0.2}, {6.9, 3.1, 4.9, 1.5},
      {7.1, 3.0, 5.9, 2.1}, {4.6, 3.1, 1.5, 0.2}
    };
    Sequential net = irisNetwork();
    Optimizer sgd = new SGD(net.parameters(), RATE);
    List<double[]> expected = golden();
    for (int i = 0; i < rows.length; i++) {
      Tensor logits = net.forward(Tensor.of(rows[i], 1, 4));
      Tensor loss = new CrossEntropyLoss().of(logits, Tensor.of(new long[] {i % 3}));
      sgd.step(loss.backward());

      List<Double> actual = new ArrayList<>(List.of(loss.item()));
      Arrays.stream(logits.softmax(1).toDoubleArray()).forEach(actual::add);
      Arrays.stream(value(net, "4.bias").toDoubleArray()).forEach(actual::add);
      for (String name : List.of("0.weight", "2.weight", "4.weight")) {
        Tensor w = value(net, name).flatten();
        actual.add(w.mul(Tensor.arange(1, w.elements() + 1, 1)).sum().item());
      }
      assertThat(actual.stream().mapToDouble(Double::doubleValue).toArray())
          .as("step " + (i + 1))
          .containsExactly(expected.get(i), within(1e-12));
    }
  }

  private static Sequential irisNetwork() {
    Sequential net =
        new Sequential(
            new Linear(4, 4), new Sigmoid(), new Linear(4, 3), new Sigmoid(), new Linear(3, 3));
    net.to(DType.F64);
    int start = 1;
    for (Layer layer : net.layers()) {
      if (layer instanceof Linear linear) {
        linear.weight().set(pattern(start, linear.out(), linear.in()));
        linear.bias().orElseThrow().set(pattern(start + 50, linear.out(), 1).flatten());
        start += 7;
      }
    }
    return net;
  }

  /// `w[i][j] = sin(start + 3i + j)`: numbers that anyone can write down again.
  private static Tensor pattern(int start, int rows, int columns) {
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(start + 3 * (i / columns) + i % columns);
    }
    return Tensor.of(values, rows, columns);
  }

  private static Tensor value(Sequential net, String name) {
    return Objects.requireNonNull(net.state().get(name)).value().detach();
  }

  private static List<double[]> golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(LectureTest.class.getResourceAsStream("lecture.csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(
              line -> Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }
}
