package kierkegrad.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import kierkegrad.nn.Linear;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers of PyTorch 2.13 on x86-64 with AVX-512.
class TorchGeneratorTest {
  /// `torch.manual_seed(seed); torch.rand(3); torch.randn(5); torch.rand(2, dtype=torch.float64)`,
  /// of each its last number.
  @ParameterizedTest
  @CsvSource({
    "0, 0.08847743272781372, 0.20998091995716095, 0.4000913541038138",
    "1, 0.40306925773620605, 0.3505655527114868, 0.9840209669192943",
    "42, 0.38286375999450684, -0.01069642137736082, 0.591235975300111",
    "1099511627781, 0.9074696898460388, -0.7971413731575012, 0.20126923929272944",
    "-1, 0.5700080394744873, 0.9751291275024414, 0.698797966831356"
  })
  void drawsPyTorchsNumbers(long seed, float uniform, float normal, double wide) {
    Generator generator = Seed.torch(seed);
    assertThat(Tensor.rand(generator, 3).toFloatArray()[2]).isEqualTo(uniform);
    assertThat(Tensor.randn(generator, 5).toFloatArray()[4]).isEqualTo(normal);
    double[] last = new double[2];
    generator.uniform(last, 0, 1);
    assertThat(last[1]).isEqualTo(wide);
  }

  /// The last 16 of 20 are drawn anew, so that only the first four stay.
  @Test
  void sixteenNormalNumbersAndMoreComeInBlocks() {
    float[] y = Tensor.randn(Seed.torch(0), 20).toFloatArray();
    assertThat(Arrays.copyOf(y, 5))
        .containsExactly(
            -1.1258398294448853f,
            -1.152360200881958f,
            -0.2505785822868347f,
            -0.4338788092136383f,
            0.5988394618034363f);
    assertThat(y[19]).isEqualTo(0.05373690277338028f);
  }

  /// The sum of `bits · (2654435761·i + 1)` modulo 2⁶⁴ sees every bit and every place.
  @Test
  void aMillionNumbersAreTheSameToTheBit() {
    float[] y = new float[1_000_003];
    Seed.torch(1).normal(y, 0.3, 1.7);
    assertThat(sum(y)).isEqualTo(0x3df14e8b5303576eL);
    Seed.torch(1).uniform(y, -0.37, 1.9);
    assertThat(sum(y)).isEqualTo(0xe2c0d13acc8da56L);
  }

  /// The same under `ATEN_CPU_CAPABILITY=default`.
  @Test
  void portableNumbersAreTheSameToTheBit() {
    float[] y = new float[1_000_003];
    Seed.torch(1, CpuCapability.DEFAULT).normal(y, 0.3, 1.7);
    assertThat(sum(y)).isEqualTo(0x13fe7c20c49882a8L);
    Seed.torch(1, CpuCapability.DEFAULT).uniform(y, -0.37, 1.9);
    assertThat(sum(y)).isEqualTo(0x7e0a6fcdc0bf5ffdL);
    double[] wide = new double[2];
    Seed.torch(0, CpuCapability.DEFAULT).uniform(wide, 0, 2);
    double[] unit = new double[2];
    Seed.torch(0).uniform(unit, 0, 1);
    assertThat(wide).containsExactly(2 * unit[0], 2 * unit[1]);
  }

  private static long sum(float[] y) {
    long sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += Float.floatToRawIntBits(y[i]) * (2654435761L * i + 1);
    }
    return sum;
  }

  /// Of a pair of normal numbers the second waits, also while blocks are drawn.
  @Test
  void theSecondOfAPairWaits() {
    Generator generator = Seed.torch(0);
    float[] three = Tensor.randn(generator, 3).toFloatArray();
    assertThat(three[2]).isEqualTo(-2.1787893772125244f);
    Tensor.randn(generator, 18);
    assertThat(Tensor.randn(generator, 2).toFloatArray())
        .containsExactly(0.5684312582015991f, -0.2141861468553543f);
  }

  @Test
  void ordersAndIntegers() {
    Generator generator = Seed.torch(0);
    assertThat(generator.order(10)).containsExactly(4, 1, 7, 5, 3, 9, 0, 8, 6, 2);
    assertThat(Sampling.permutation(generator, 7)).containsExactly(5, 6, 3, 2, 4, 0, 1);
    assertThat(generator.order(0)).isEmpty();
    assertThat(Tensor.randint(Seed.torch(3), 0, (1L << 28) - 1, 2).toLongArray())
        .containsExactly(218175346, 35325593);
    assertThat(Tensor.randint(Seed.torch(3), 5, (1L << 28) + 5, 2).toLongArray())
        .containsExactly(35325597, 117892744);
    assertThatThrownBy(() -> Tensor.randint(Seed.torch(3), 4, 4, 2))
        .hasMessageContaining("below 0");
  }

  @Test
  void theSameSeedBuildsTheSameLayer() {
    Linear linear = Seed.use(Seed.torch(42), () -> new Linear(3, 2));
    assertThat(linear.weight().value().toFloatArray())
        .containsExactly(
            0.4414065182209015f,
            0.47920528054237366f,
            -0.1352572739124298f,
            0.5303604602813721f,
            -0.1264995038509369f,
            0.11650390923023224f);
    assertThat(linear.bias().orElseThrow().value().toFloatArray())
        .containsExactly(-0.28108587861061096f, 0.3390677869319916f);
  }

  @Test
  void dropoutMasks() {
    Generator generator = Seed.torch(7);
    new Dropout(1, generator).forward(Tensor.ones(3));
    float k = 1.3333333730697632f;
    assertThat(new Dropout(0.25, generator).forward(Tensor.ones(12)).toFloatArray())
        .containsExactly(k, k, 0, k, 0, 0, k, k, 0, 0, k, k);
  }

  /// `torch.empty(2).exponential_(1.3)` and `torch.multinomial`, both after seed 0.
  @Test
  void exponentialAndMultinomialNumbers() {
    Tensor waits = Sampling.exponential(Seed.torch(0), DType.F64, Shape.of(1), 1);
    assertThat(waits.item()).isCloseTo(0x1.c110d51dce0b1p+1, within(1e-15));
    Tensor p = Tensor.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f});
    assertThat(Sampling.multinomial(Seed.torch(0), p, 3, true).toLongArray())
        .containsExactly(3, 3, 2);
    assertThat(Sampling.multinomial(Seed.torch(0), p, 3, false).toLongArray())
        .containsExactly(2, 1, 3);
    Tensor rows = Tensor.of(new double[] {0, 1, 1, 0}, 2, 2);
    assertThat(Sampling.multinomial(Seed.of(0), rows, 1, true).toLongArray()).containsExactly(1, 0);
    assertThat(Sampling.multinomial(Seed.of(0), rows, 2, true).shape()).isEqualTo(Shape.of(2, 2));
  }

  @Test
  void multinomialRefusesWhatIsNoDistribution() {
    Generator generator = Seed.of(0);
    Tensor p = Tensor.of(new float[] {1, 2});
    assertThatThrownBy(() -> Sampling.multinomial(generator, p, 3, false))
        .hasMessageContaining("no more samples than the 2 classes");
    assertThatThrownBy(() -> Sampling.multinomial(generator, p, 0, true))
        .hasMessageContaining("samples above 0");
    assertThatThrownBy(() -> Sampling.multinomial(generator, p.neg(), 1, true))
        .hasMessageContaining("weights from 0 on");
    assertThatThrownBy(() -> Sampling.multinomial(generator, p.mul(0), 1, true))
        .hasMessageContaining("above 0 in every row");
    assertThatThrownBy(() -> Sampling.multinomial(generator, p.to(DType.I64), 1, true))
        .hasMessageContaining("got int64[2]");
  }
}
