package kierkegrad.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import kierkegrad.grad.GradCheck;
import kierkegrad.grad.Gradients;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LinearTest {
  /// W = (1 2 3; 4 5 6), b = (10, 20), x = (1, 0, −1): y = (1 − 3 + 10, 4 − 6 + 20).
  @Test
  void multipliesAndAdds() {
    Linear linear =
        new Linear(
            new Parameter(Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}})),
            Optional.of(new Parameter(Tensor.of(new double[] {10, 20}))));
    Tensor x = Tensor.of(new double[][] {{1, 0, -1}, {2, 2, 2}}).tracked();
    Tensor y = linear.forward(x);
    Gradients gradients = y.mul(Tensor.of(new double[][] {{1, 0}, {0, 10}})).sum().backward();

    assertThat(y.toDoubleArray()).containsExactly(8, 18, 22, 50);
    // dC/dW is g times the input of the layer, dC/db is g summed, dC/dx is g times W.
    assertThat(gradients.of(linear.weight()).toDoubleArray()).containsExactly(1, 0, -1, 20, 20, 20);
    assertThat(gradients.of(linear.bias().orElseThrow()).toDoubleArray()).containsExactly(1, 10);
    assertThat(gradients.of(x).toDoubleArray()).containsExactly(1, 2, 3, 40, 50, 60);
  }

  @Test
  void takesAnyNumberOfDimensionsInFront() {
    Linear linear = new Linear(3, 2);

    assertThat(linear.forward(Tensor.ones(3)).shape().toArray()).containsExactly(2);
    assertThat(linear.forward(Tensor.ones(5, 4, 3)).shape().toArray()).containsExactly(5, 4, 2);
    assertThat(linear.forward(Tensor.ones(0, 3)).shape().toArray()).containsExactly(0, 2);
  }

  @Test
  void hasCorrectGradientsInEveryOperand() {
    GradCheck.check(
        in -> in.getFirst().matmul(in.get(1).mT()).add(in.get(2)),
        random(1, 4, 3),
        random(2, 2, 3),
        random(3, 2));
  }

  private static Tensor random(long seed, int... shape) {
    return Tensor.randn(Seed.of(seed), shape).to(kierkegrad.tensor.DType.F64);
  }

  @Test
  void startsUniformlyWithinOneOverTheRootOfItsInputs() {
    Linear linear = Seed.use(Seed.of(5), () -> new Linear(100, 400));
    List<Tensor> parts = List.of(linear.weight().value(), linear.bias().orElseThrow().value());

    for (Tensor part : parts) {
      assertThat(part.abs().max().item()).isBetween(0.099, 0.1);
    }
    // A uniform distribution on ±a has the standard deviation a/√3.
    double deviation = Math.sqrt(parts.getFirst().square().mean().item());
    assertThat(deviation).isCloseTo(0.1 / Math.sqrt(3), within(0.0005));
  }

  @Test
  void startsFromTheSeed() {
    Linear one = Seed.use(Seed.of(5), () -> new Linear(4, 3));
    Linear same = Seed.use(Seed.of(5), () -> new Linear(4, 3));
    Linear other = Seed.use(Seed.of(6), () -> new Linear(4, 3));

    assertThat(one.weight().value().sameBits(same.weight().value())).isTrue();
    assertThat(one.weight().value().sameBits(other.weight().value())).isFalse();
  }
}
