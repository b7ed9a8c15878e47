package kierkegrad.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import kierkegrad.grad.Grad;
import kierkegrad.nn.Add;
import kierkegrad.nn.Duplicate;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Identity;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Max;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ActivationsTest {
  private static final double[] X = {-10, -1.5, -0.1, 0.3, 2, 10};

  /// Values against the formula, slopes against its derivative, both with Java's own functions.
  private static void is(Layer layer, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    Grad.ValueAndGrad found = Grad.valueAndGrad(x -> layer.forward(x).sum(), Tensor.of(X));
    assertThat(layer.forward(Tensor.of(X)).toDoubleArray())
        .containsExactly(DoubleStream.of(X).map(value).toArray(), within(1e-14));
    assertThat(found.grad().toDoubleArray())
        .containsExactly(DoubleStream.of(X).map(slope).toArray(), within(1e-14));
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void followTheirFormulas() {
    is(new ReLU(), x -> Math.max(x, 0), x -> x > 0 ? 1 : 0);
    is(ReLU.lecture(), x -> Math.max(x, 0), x -> x > 0 ? 1 : 0);
    is(new LeakyReLU(), x -> x > 0 ? x : 0.01 * x, x -> x > 0 ? 1 : 0.01);
    is(new LeakyReLU(0.2), x -> x > 0 ? x : 0.2 * x, x -> x > 0 ? 1 : 0.2);
    is(new Sigmoid(), ActivationsTest::logistic, x -> logistic(x) * logistic(-x));
    is(new Tanh(), Math::tanh, x -> 1 / (Math.cosh(x) * Math.cosh(x)));
    is(new Softplus(), x -> Math.log(1 + Math.exp(x)), ActivationsTest::logistic);
    is(new Identity(), x -> x, x -> 1);
  }

  @Test
  void reluHasTheChosenSlopeAtZero() {
    Tensor zeros = Tensor.of(new double[] {0, -0.0});

    assertThat(Grad.grad(x -> new ReLU().forward(x).sum(), zeros).toDoubleArray())
        .containsExactly(0, 0);
    assertThat(Grad.grad(x -> ReLU.lecture().forward(x).sum(), zeros).toDoubleArray())
        .containsExactly(1, 1);
    assertThat(Grad.grad(x -> new ReLU(0.5).forward(x).sum(), zeros).toDoubleArray())
        .containsExactly(0.5, 0.5);
  }

  @Test
  void reluHasTheSameValueForEverySlope() {
    Tensor x =
        Tensor.of(
            new float[] {
              -1, -0f, 0, 2, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
            });

    assertThat(ReLU.lecture().forward(x).sameBits(new ReLU().forward(x))).isTrue();
    assertThatThrownBy(() -> new ReLU(-1))
        .hasMessage("relu: slope -1.0 at 0 lies not between those beside it; use 0 to 1");
  }

  @Test
  void softmaxSharesOutOneAlongItsDimension() {
    Tensor x = Tensor.of(new double[][] {{0, Math.log(3)}, {Math.log(2), 0}});

    assertThat(new Softmax(1).forward(x).toDoubleArray())
        .containsExactly(new double[] {1 / 4.0, 3 / 4.0, 2 / 3.0, 1 / 3.0}, within(1e-15));
    assertThat(new Softmax(0).forward(x).toDoubleArray())
        .containsExactly(new double[] {1 / 3.0, 3 / 4.0, 2 / 3.0, 1 / 4.0}, within(1e-15));
    assertThat(new LogSoftmax(-1).forward(x).exp().toDoubleArray())
        .containsExactly(new double[] {1 / 4.0, 3 / 4.0, 2 / 3.0, 1 / 3.0}, within(1e-15));
    assertThat(new LogSoftmax(0).forward(Tensor.of(new double[] {1e4, -1e4})).toDoubleArray())
        .containsExactly(0, -2e4);
  }

  @Test
  void flattenJoinsAllButTheBatch() {
    Tensor x = Tensor.arange(24).reshape(2, 3, 2, 2);

    assertThat(new Flatten().forward(x).shape().toArray()).containsExactly(2, 12);
    assertThat(new Flatten(0, 1).forward(x).shape().toArray()).containsExactly(6, 2, 2);
    assertThat(new Flatten().forward(x).toLongArray()).containsExactly(x.toLongArray());
  }

  @Test
  void printLikePyTorch() {
    assertThat(
            List.of(
                    new ReLU(),
                    ReLU.lecture(),
                    new LeakyReLU(),
                    new Sigmoid(),
                    new Tanh(),
                    new Softplus(),
                    new Softmax(1),
                    new LogSoftmax(-1),
                    new Dropout(),
                    new Flatten(),
                    new Identity(),
                    new Linear(4, 3),
                    new Linear(4, 3, false))
                .toString())
        .isEqualTo(
            "[ReLU(), ReLU(slopeAtZero=1.0), LeakyReLU(negativeSlope=0.01), Sigmoid(), Tanh(), "
                + "Softplus(beta=1.0, threshold=20.0), Softmax(dim=1), LogSoftmax(dim=-1), Dropout(p=0.5), "
                + "Flatten(start=1, end=-1), Identity(), Linear(4, 3), Linear(4, 3, bias=false)]");
    assertThat(List.of(new Duplicate(3), new Add(), new Max()).toString())
        .isEqualTo("[Duplicate(3), Add(), Max()]");
  }
}
