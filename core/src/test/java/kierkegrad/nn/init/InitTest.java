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

  @Test
  void gainsByName() {
    assertThat(Gain.of("conv_transpose2d")).isEqualTo(1);
    assertThat(Gain.of("sigmoid")).isEqualTo(1);
    assertThat(Gain.of("tanh")).isEqualTo(Gain.TANH);
    assertThat(Gain.of("relu")).isEqualTo(Gain.RELU);
    assertThat(Gain.of("leaky_relu")).isCloseTo(1.4141428569978354, within(1e-15));
    assertThat(Gain.of("selu")).isEqualTo(0.75);
    assertThatThrownBy(() -> Gain.of("gelu")).hasMessageContaining("no value is known for gelu");
  }

  @Test
  void identities() {
    assertThat(Init.ones(DType.F32, Shape.of(2)).toFloatArray()).containsExactly(1, 1);
    assertThat(Init.eye(DType.F32, Shape.of(2, 3)).toFloatArray())
        .containsExactly(1, 0, 0, 0, 1, 0);
    assertThatThrownBy(() -> Init.eye(DType.F32, Shape.of(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("eye makes matrices, not [2]");
    // Two groups of one channel each: both see the only channel of their group.
    assertThat(Init.dirac(DType.F32, Shape.of(2, 1, 3), 2).toFloatArray())
        .containsExactly(0, 1, 0, 0, 1, 0);
    assertThat(Init.dirac(DType.F32, Shape.of(2, 1, 2)).toFloatArray()).containsExactly(0, 1, 0, 0);
    assertThatThrownBy(() -> Init.dirac(DType.F32, Shape.of(2, 1)))
        .hasMessageContaining("not [2, 1]");
    assertThatThrownBy(() -> Init.dirac(DType.F32, Shape.of(3, 1, 1), 2))
        .hasMessageContaining("into 2 groups");
  }

  /// QᵀQ = gain² for tall matrices, QQᵀ for wide ones.
  @Test
  void orthogonalMatrices() {
    for (Shape shape : new Shape[] {Shape.of(7, 3), Shape.of(3, 7), Shape.of(5, 5)}) {
      Tensor q = Init.orthogonal(Seed.of(1), DType.F64, shape, 2);
      Tensor square = shape.size(0) < shape.size(1) ? q.matmul(q.mT()) : q.mT().matmul(q);
      Tensor expected = Tensor.eye(DType.F64, square.size(0)).mul(4);
      assertThat(square.sub(expected).abs().max().item()).isLessThan(1e-14);
    }
    assertThat(Init.orthogonal(DType.F32, Shape.of(4, 1, 2), 1).shape())
        .isEqualTo(Shape.of(4, 1, 2));
    assertThat(Init.orthogonal(DType.F32, Shape.of(0, 2), 1).elements()).isZero();
    assertThatThrownBy(() -> Init.orthogonal(DType.F32, Shape.of(4), 1))
        .hasMessageContaining("not [4]");
  }

  @Test
  void sparseColumns() {
    Tensor x = Init.sparse(Seed.of(1), DType.F32, Shape.of(10, 200), 0.25, 0.01);
    // ⌈0.25 · 10⌉ zeros in each column.
    assertThat(x.eq(0).to(DType.F32).sum(0).toFloatArray()).containsOnly(3);
    assertThat(x.square().mean().item()).isCloseTo(0.7e-4, within(0.1e-4));
    assertThatThrownBy(() -> Init.sparse(DType.F32, Shape.of(4), 0.1, 1))
        .hasMessageContaining("sparse makes matrices");
  }

  /// The variances of truncated normal distributions, by the closed form with φ and Φ.
  @Test
  void truncatedNormalNumbersStayBetweenTheirBounds() {
    Tensor middle = Init.truncNormal(Seed.of(1), DType.F32, WEIGHT, 0, 1, -2, 2);
    assertThat(middle.abs().max().item()).isBetween(1.99, 2.0);
    assertThat(deviation(middle)).isCloseTo(Math.sqrt(0.7737413), within(0.005));
    Tensor tail = Init.truncNormal(Seed.of(1), DType.F64, WEIGHT, 0, 1, 1, 4);
    assertThat(tail.min().item()).isBetween(1.0, 1.001);
    // (φ(1) − φ(4)) / (Φ(4) − Φ(1))
    assertThat(tail.mean().item()).isCloseTo(1.5246, within(0.005));
    assertThatThrownBy(() -> Init.truncNormal(DType.F32, WEIGHT, 0, 1, 2, 2))
        .hasMessageContaining("lies between 2.0 and 2.0");
  }
}
