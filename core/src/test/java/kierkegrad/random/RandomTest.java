package kierkegrad.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RandomTest {
  /// Random123's `kat_vectors`, philox4x32 with 10 rounds.
  @Test
  void philoxGivesThePublishedVectors() {
    assertThat(Philox.block(0, 0, 0, 0, 0L))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(Philox.block(-1, -1, -1, -1, -1L))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(Philox.block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0_a4093822L))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void aStreamStartsAtCounterZeroAndCanBeContinued() {
    Philox stream = new Philox(0);
    assertThat(stream.nextBits()).isEqualTo(0x6627e8d5);
    assertThat(stream.nextBits()).isEqualTo(0xe169c58d);
    IntStream.range(0, 5).forEach(i -> stream.nextBits());
    Philox resumed = new Philox(0, stream.position());
    assertThat(resumed.nextBits()).isEqualTo(stream.nextBits());
    assertThat(new Philox(1).nextBits()).isNotEqualTo(0x6627e8d5);
  }

  /// Bounds of five standard errors: 1/√12/√n for the mean of a uniform variable.
  @Test
  void uniformNumbersAreUniform() {
    int n = 100_000;
    double[] values = Tensor.rand(new Philox(3), n).toDoubleArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / n;
    assertThat(mean).isCloseTo(0.5, within(5 * Math.sqrt(1.0 / 12 / n)));
    assertThat(variance).isCloseTo(1.0 / 12, within(0.002));
    assertThat(Arrays.stream(values).allMatch(v -> v >= 0 && v < 1)).isTrue();
  }

  @Test
  void normalNumbersAreNormal() {
    int n = 100_000;
    double[] values = Sampling.normal(new Philox(4), DType.F64, Shape.of(n), 2, 3).toDoubleArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / n;
    assertThat(mean).isCloseTo(2, within(5 * 3 / Math.sqrt(n)));
    assertThat(variance).isCloseTo(9, within(5 * 9 * Math.sqrt(2.0 / n)));
    // 68.27 % lie within one standard deviation.
    double share = Arrays.stream(values).filter(v -> Math.abs(v - 2) < 3).count() / (double) n;
    assertThat(share).isCloseTo(0.6827, within(0.0075));
  }

  @Test
  void bernoulliNumbersAreOneWithTheirProbability() {
    Tensor x = Sampling.bernoulli(new Philox(5), DType.F32, Shape.of(100_000), 0.3);
    assertThat(x.mean().item()).isCloseTo(0.3, within(0.0073));
    assertThat(x.mul(x).sameBits(x)).isTrue();
  }

  @Test
  void uniformNumbersStayBelowTheOpenEnd() {
    Generator last = () -> -1;
    float value = Tensor.rand(last, 1).toFloatArray()[0];
    assertThat(value).isEqualTo(Math.nextDown(1f));
    assertThat(Sampling.uniform(last, DType.F32, Shape.of(1), 2, 2).item()).isEqualTo(2);
  }

  @Test
  void aPermutationHasEveryNumberOnce() {
    long[] order = Tensor.randperm(new Philox(6), 1000).toLongArray();
    assertThat(order).isNotEqualTo(IntStream.range(0, 1000).asLongStream().toArray());
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, 1000).asLongStream().toArray());
  }

  /// Every one of the 6 orders of 3 things comes up about 10,000 times; five standard errors are
  /// 456.
  @Test
  void permutationsAreFair() {
    Philox random = new Philox(8);
    int[] counts = new int[27];
    for (int i = 0; i < 60_000; i++) {
      int[] order = Sampling.order(random, 3);
      counts[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    assertThat(Arrays.stream(counts).filter(c -> c > 0).count()).isEqualTo(6);
    assertThat(Arrays.stream(counts).filter(c -> c > 0).allMatch(c -> Math.abs(c - 10_000) < 457))
        .isTrue();
  }

  @Test
  void equalSeedsGiveEqualNumbers() {
    assertThat(Tensor.randn(Seed.of(9), 50).sameBits(Tensor.randn(Seed.of(9), 50))).isTrue();
    Tensor scoped = Seed.use(Seed.of(9), () -> Tensor.randn(Seed.current(), 50));
    assertThat(scoped.sameBits(Tensor.randn(Seed.of(9), 50))).isTrue();
    assertThatThrownBy(() -> Seed.of(0).nextBelow(0)).hasMessageContaining("below 0");
  }

  @Test
  void wideIntegersStayBelowTheirBound() {
    long bound = (1L << 62) + 1;
    long[] values = Tensor.randint(new Philox(2), -1, bound - 1, 200).toLongArray();
    assertThat(Arrays.stream(values).allMatch(v -> v >= -1 && v < bound - 1)).isTrue();
    // A quarter of 64-bit words is left out; a half of the rest is in the upper half.
    assertThat(Arrays.stream(values).filter(v -> v > bound / 2).count()).isBetween(65L, 135L);
    long[] powers = Tensor.randint(new Philox(2), 0, 1L << 40, 3).toLongArray();
    assertThat(Arrays.stream(powers).allMatch(v -> v >= 0 && v < 1L << 40)).isTrue();
  }

  @Test
  void theProcessCanDrawFromAnotherGenerator() {
    try {
      Seed.set(Seed.torch(0));
      assertThat(Tensor.rand(Seed.current(), 1).item()).isEqualTo(0.49625658988952637);
    } finally {
      Seed.set(0);
    }
  }
}
