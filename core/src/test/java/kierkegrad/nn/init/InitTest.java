package kierkegrad.nn.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Bounds and standard deviations against the closed forms, on 240,000 numbers from fixed seeds:
/// the standard deviation of such a sample is known to about 0.15 %.
class InitTest {
  private static final Shape WEIGHT = Shape.of(600, 400);
  private static final double SHARE = 0.01;

  private static double deviation(Tensor x) {
    Tensor d = x.to(DType.F64);
    return Math.sqrt(d.sub(d.mean()).square().mean().item());
  }

  private static void isUniform(Tensor x, double bound) {
    assertThat(x.abs().max().item()).isBetween(bound * 0.999, bound);
    assertThat(deviation(x)).isCloseTo(bound / Math.sqrt(3), within(SHARE * bound));
    assertThat(x.mean().item()).isCloseTo(0, within(SHARE * bound));
  }

  private static void isNormal(Tensor x, double deviation) {
    assertThat(deviation(x)).isCloseTo(deviation, within(SHARE * deviation));
    assertThat(x.mean().item()).isCloseTo(0, within(SHARE * deviation));
    // 4.55 % of a normal distribution lie beyond two standard deviations, none of a uniform one.
    double tail = x.abs().gt(2 * deviation).to(DType.F64).mean().item();
    assertThat(tail).isCloseTo(0.0455, within(0.003));
  }

  /// The *standard deviation* goes with 1/√fan-in: 4 times the inputs, half the deviation.
  @Test
  void kaimingKeepsTheSpread() {
    isNormal(
        Init.kaimingNormal(Seed.of(1), DType.F32, WEIGHT, Fan.IN, Gain.RELU), Math.sqrt(2.0 / 400));
    isNormal(
        Init.kaimingNormal(Seed.of(2), DType.F32, WEIGHT, Fan.OUT, Gain.TANH),
        5.0 / 3 / Math.sqrt(600));
    isUniform(
        Init.kaimingUniform(Seed.of(3), DType.F32, WEIGHT, Fan.IN, Gain.RELU),
        Math.sqrt(6.0 / 400));
    isUniform(
        Init.kaimingUniform(Seed.of(4), DType.F64, WEIGHT, Fan.OUT, Gain.LINEAR),
        Math.sqrt(3.0 / 600));
    double narrow =
        deviation(Init.kaimingNormal(Seed.of(5), DType.F64, Shape.of(400, 100), Fan.IN, 1));
    double wide =
        deviation(Init.kaimingNormal(Seed.of(6), DType.F64, Shape.of(400, 400), Fan.IN, 1));
    assertThat(narrow / wide).isCloseTo(2, within(0.03));
  }

  @Test
  void xavierMindsBothSides() {
    isNormal(Init.xavierNormal(Seed.of(1), DType.F32, WEIGHT, 1), Math.sqrt(2.0 / 1000));
    isUniform(Init.xavierUniform(Seed.of(2), DType.F32, WEIGHT, 2), 2 * Math.sqrt(6.0 / 1000));
  }

  @Test
  void linearIsPyTorchsDefault() {
    isUniform(Init.linear(Seed.of(1), DType.F32, WEIGHT, 400), 1 / 20.0);
    // PyTorch writes it as kaiming_uniform(a=√5).
    Tensor ours = Init.linear(Seed.of(9), DType.F64, WEIGHT, 400);
    Tensor theirs =
        Init.kaimingUniform(Seed.of(9), DType.F64, WEIGHT, Fan.IN, Gain.leakyRelu(Math.sqrt(5)));
    assertThat(ours.sub(theirs).abs().max().item()).isLessThan(1e-16);
    assertThat(Init.linear(DType.F32, Shape.of(3, 0), 0).elements()).isZero();
  }

  @Test
  void plainOnes() {
    isNormal(Init.normal(Seed.of(1), DType.F32, WEIGHT, 0, 3), 3);
    assertThat(Init.normal(Seed.of(1), DType.F32, WEIGHT, 7, 0.1).mean().item())
        .isCloseTo(7, within(0.001));
    isUniform(Init.uniform(Seed.of(2), DType.F32, WEIGHT, -4, 4), 4);
    assertThat(Init.zeros(DType.F64, Shape.of(2)).toDoubleArray()).containsExactly(0, 0);
    assertThat(Init.constant(DType.F32, Shape.of(2), 0.25).toFloatArray())
        .containsExactly(0.25f, 0.25f);
  }

  @Test
  void drawsFromTheCurrentGeneratorIfGivenNone() {
    Shape shape = Shape.of(3, 5);
    Tensor given = Init.xavierNormal(Seed.of(4), DType.F32, shape, 1);
    Tensor current = Seed.use(Seed.of(4), () -> Init.xavierNormal(DType.F32, shape, 1));

    assertThat(current.sameBits(given)).isTrue();
  }

  /// The numbers of `torch.nn.init.calculate_gain`.
  @Test
  void gains() {
    assertThat(Gain.RELU).isCloseTo(1.4142135623730951, within(1e-15));
    assertThat(Gain.leakyRelu(0)).isEqualTo(Gain.RELU);
    assertThat(Gain.leakyRelu(0.01)).isCloseTo(1.4141428569978354, within(1e-15));
    assertThat(Gain.TANH).isCloseTo(1.6666666666666667, within(1e-15));
  }

  @Test
  void fansCountTheReceptiveField() {
    assertThat(Fan.IN.of(Shape.of(8, 3, 5, 5))).isEqualTo(75);
    assertThat(Fan.OUT.of(Shape.of(8, 3, 5, 5))).isEqualTo(200);
    assertThatThrownBy(() -> Init.xavierUniform(DType.F32, Shape.of(3), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("init: the fan of [3] is not defined; use a weight of shape [out, in, …]");
  }
}
