package kierkegrad.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/// How long one run took, in nanoseconds, over the samples of a round. A sample is the mean of so
/// many runs that the clock does not matter.
///
/// @param median what the tables show
/// @param least what the tables of a busy machine show
/// @param samples their number
public record Timing(double median, double least, int samples) {
  /// The system property that asks for the time on the processor of the calling thread.
  static final String CPU = "bench.cpu";

  private static final boolean IS_CPU = Boolean.getBoolean(CPU);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
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
      long from = clock();
      for (int i = 0; i < runs; i++) {
        work.run();
      }
      if (count == samples.length) {
        samples = Arrays.copyOf(samples, 2 * count);
      }
      samples[count++] = (clock() - from) / (double) runs;
    }
    double[] sorted = Arrays.copyOf(samples, count);
    Arrays.sort(sorted);
    return new Timing(median(sorted), sorted[0], count);
  }

  private static long clock() {
    return IS_CPU ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }

  /// With the least time in place of the median.
  Timing atLeast() {
    return new Timing(least, least, samples);
  }

  /// The median of sorted numbers.
  static double median(double... sorted) {
    int n = sorted.length;
    return (sorted[n / 2] + sorted[(n - 1) / 2]) / 2;
  }
}
