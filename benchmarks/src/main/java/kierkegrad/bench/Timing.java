package kierkegrad.bench;

import java.util.Arrays;

/// How long one run took, in nanoseconds, over the samples of a round. A sample is the mean of so
/// many runs that the clock does not matter.
///
/// @param median of the wall clock; what the tables show
/// @param least of the wall clock
/// @param samples their number
public record Timing(double median, double least, int samples) {
  private static final double SAMPLE_NANOS = 2e6;
  private static final int LEAST_SAMPLES = 5;

  /// Repeats the work for that long.
  static Timing of(Work work, double seconds) {
    work.run();
    long start = System.nanoTime();
    work.run();
    double once = Math.max(1, System.nanoTime() - start);
    int runs = (int) Math.clamp(SAMPLE_NANOS / once, 1, 1_000_000);
    double[] samples = new double[16];
    int count = 0;
    double end = System.nanoTime() + seconds * 1e9;
    while (count < LEAST_SAMPLES || System.nanoTime() < end) {
      long from = System.nanoTime();
      for (int i = 0; i < runs; i++) {
        work.run();
      }
      if (count == samples.length) {
        samples = Arrays.copyOf(samples, 2 * count);
      }
      samples[count++] = (System.nanoTime() - from) / (double) runs;
    }
    double[] sorted = Arrays.copyOf(samples, count);
    Arrays.sort(sorted);
    return new Timing(median(sorted), sorted[0], count);
  }

  /// The median of sorted numbers.
  static double median(double... sorted) {
    int n = sorted.length;
    return (sorted[n / 2] + sorted[(n - 1) / 2]) / 2;
  }
}
