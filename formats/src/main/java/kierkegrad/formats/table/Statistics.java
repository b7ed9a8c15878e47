package kierkegrad.formats.table;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// Median, mean and standard deviation of some numbers; those that are NaN do not count.
///
/// @param scale max(σ, ε), with σ over all n numbers and ε = 1e-8
record Statistics(int count, double median, double mean, double scale, double min, double max) {
  private static final double EPSILON = 1e-8;

  static Statistics of(DoubleStream numbers) {
    double[] sorted = numbers.filter(x -> !Double.isNaN(x)).sorted().toArray();
    int n = sorted.length;
    if (n == 0) {
      return new Statistics(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    double mean = Arrays.stream(sorted).sum() / n;
    double variance = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum() / n;
    double scale = Math.max(Math.sqrt(variance), EPSILON);
    return new Statistics(n, median, mean, scale, sorted[0], sorted[n - 1]);
  }

  boolean isConstant() {
    return min == max;
  }
}
