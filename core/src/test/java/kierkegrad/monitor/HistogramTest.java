package kierkegrad.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class HistogramTest {
  /// Eight numbers make 2·∛8 = 4 bins, from 0 to 40.
  @Test
  void aBorderBelongsToTheBinAbove() {
    Histogram histogram = Histogram.of(Tensor.of(new float[] {0, 10, 10, 15, 20, 25, 30, 40}));
    assertThat(histogram.min()).isZero();
    assertThat(histogram.max()).isEqualTo(40);
    assertThat(histogram.counts()).containsExactly(1, 3, 2, 2);
    assertThat(histogram.total()).isEqualTo(8);
    assertThat(Histogram.of(Tensor.arange(100_000)).counts()).hasSize(40).containsOnly(2500);
  }

  @Test
  void whatIsNotFiniteIsCountedApart() {
    float[] values = {Float.NaN, 1, Float.POSITIVE_INFINITY, 1};
    assertThat(Histogram.of(Tensor.of(values)))
        .isEqualTo(new Histogram(1, 1, new long[] {2}, 2))
        .isNotEqualTo(new Histogram(1, 1, new long[] {2}, 1));
    assertThat(Histogram.of(Tensor.of(new float[] {Float.NaN})))
        .isEqualTo(new Histogram(0, 0, new long[] {0}, 1))
        .hasSameHashCodeAs(new Histogram(0, 0, new long[] {0}, 1));
  }
}
