package kierkegrad.cpu.loops;

import java.util.Arrays;
import kierkegrad.cpu.machine.Scratch;

/// [SumLoops] in plain Java.
final class PlainSums implements SumLoops {
  private static final Scratch OPEN = new Scratch();

  private final int lanes;

  /// @param lanes how many sums of a row are open at a time: [SumLoops#VECTORS] vectors
  PlainSums(int lanes) {
    this.lanes = lanes;
  }

  @Override
  public double sum(float[] a, int at, int n) {
    if (n <= lanes / VECTORS) {
      // What the open sums of one vector add up to.
      double sum = 0;
      for (int i = at; i < at + n; i++) {
        sum += a[i];
      }
      return sum;
    }
    double[] open = open();
    for (int i = 0, lane = 0; i < n; i++) {
      open[lane] += a[at + i];
      lane = lane + 1 == lanes ? 0 : lane + 1;
    }
    return close(open);
  }

  @Override
  public double sum(double[] a, int at, int n) {
    if (n <= lanes / VECTORS) {
      // What the open sums of one vector add up to.
      double sum = 0;
      for (int i = at; i < at + n; i++) {
        sum += a[i];
      }
      return sum;
    }
    double[] open = open();
    for (int i = 0, lane = 0; i < n; i++) {
      open[lane] += a[at + i];
      lane = lane + 1 == lanes ? 0 : lane + 1;
    }
    return close(open);
  }

  /// This thread's open sums, all 0.
  double[] open() {
    double[] open = OPEN.doubles(lanes);
    Arrays.fill(open, 0, lanes, 0);
    return open;
  }

  /// Their sum.
  double close(double[] open) {
    int length = lanes / VECTORS;
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (open[i] + open[length + i]) + (open[2 * length + i] + open[3 * length + i]);
    }
    return sum;
  }

  @Override
  public void columns(float[] a, int at, int rows, int stride, double[] sums, int to, int n) {
    if (n == 0) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      int start = at + row * stride;
      for (int j = 0; j < n; j++) {
        sums[to + j] += a[start + j];
      }
    }
  }

  @Override
  public void columns(double[] a, int at, int rows, int stride, double[] sums, int to, int n) {
    if (n == 0) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      int start = at + row * stride;
      for (int j = 0; j < n; j++) {
        sums[to + j] += a[start + j];
      }
    }
  }

  @Override
  public float max(float[] a, int at, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = at; i < at + n; i++) {
      max = Math.max(max, a[i]);
    }
    return max;
  }
}
