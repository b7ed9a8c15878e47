package kierkegrad.serve.metric;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;

/// How many values fell into which bucket. Many threads may count at once.
public final class Histogram {
  private final double[] bounds;
  private final AtomicLongArray counts;
  private final DoubleAdder sum = new DoubleAdder();

  /// @param bounds the upper bounds of the buckets, ascending; one without a bound comes behind
  ///   them
  public Histogram(double... bounds) {
    this.bounds = bounds.clone();
    this.counts = new AtomicLongArray(bounds.length + 1);
  }

  /// Counts a value.
  public void add(double value) {
    int found = Arrays.binarySearch(bounds, value);
    sum.add(value);
    counts.incrementAndGet(found >= 0 ? found : -found - 1);
  }

  /// Its lines in Prometheus's text format, where a bucket counts all values up to its bound.
  void write(StringBuilder text, String name) {
    long below = 0;
    for (int i = 0; i <= bounds.length; i++) {
      below += counts.get(i);
      String bound = i < bounds.length ? Metrics.number(bounds[i]) : "+Inf";
      text.append(name).append("_bucket{le=\"").append(bound).append("\"} ");
      text.append(below).append('\n');
    }
    text.append(name).append("_sum ").append(Metrics.number(sum.sum())).append('\n');
    text.append(name).append("_count ").append(below).append('\n');
  }
}
