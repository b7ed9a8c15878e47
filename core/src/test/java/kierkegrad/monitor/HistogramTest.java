package kierkegrad.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class HistogramTest {
  /// Forty bins from 0 to 40: each number is the lower border of its bin, and 40 is in the last
  /// one.
  @Test
  void aBorderBelongsToTheBinAbove() {
    Histogram histogram = Histogram.of(Tensor.of(new float[] {0, 1, 1, 39, 39.5f, 40}));
    assertThat(histogram.min()).isZero();
    assertThat(histogram.max()).isEqualTo(40);
    assertThat(histogram.counts()).hasSize(40).startsWith(1, 2, 0).endsWith(0, 3);
    assertThat(histogram.total()).isEqualTo(6);
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
