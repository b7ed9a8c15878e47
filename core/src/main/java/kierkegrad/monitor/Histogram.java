package kierkegrad.monitor;

import java.util.Arrays;
import kierkegrad.tensor.Tensor;

/// How numbers are distributed: counts in bins of equal width from the least to the greatest, 2·∛n
/// of them for n numbers (Rice's rule), but not more than 40.
///
/// @param min the least finite number; 0 if there is none
/// @param max the greatest finite number
/// @param counts how many numbers lie in each bin; a border belongs to the bin above it, `max` to
///   the last bin. One bin if all numbers are equal
/// @param notFinite how many are NaN or infinite, which no bin counts
public record Histogram(double min, double max, long[] counts, long notFinite) {
  private static final int MOST_BINS = 40;

  /// Keeps a copy of the counts.
  public Histogram {
    counts = counts.clone();
  }

  /// Of all elements.
  public static Histogram of(Tensor numbers) {
    float[] values = numbers.toFloatArray();
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    int finite = 0;
    for (float x : values) {
      if (Float.isFinite(x)) {
        min = Math.min(min, x);
        max = Math.max(max, x);
        finite++;
      }
    }
    int notFinite = values.length - finite;
    if (!(max > min)) {
      return new Histogram(
          finite == 0 ? 0 : min, finite == 0 ? 0 : max, new long[] {finite}, notFinite);
    }
    return new Histogram(min, max, counts(values, finite, min, max), notFinite);
  }

  private static long[] counts(float[] values, int finite, double min, double max) {
    int bins = (int) Math.min(MOST_BINS, Math.ceil(2 * Math.cbrt(finite)));
    long[] counts = new long[bins];
    double perUnit = bins / (max - min);
    for (float x : values) {
      if (Float.isFinite(x)) {
        counts[Math.min(bins - 1, (int) ((x - min) * perUnit))]++;
      }
    }
    return counts;
  }

  @Override
  public long[] counts() {
    return counts.clone();
  }

  /// How many numbers the bins count.
  public long total() {
    return Arrays.stream(counts).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram(double low, double high, long[] bins, long bad)
        && min == low
        && max == high
        && Arrays.equals(counts, bins)
        && notFinite == bad;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }
}
