package kierkegrad.cpu;

import java.util.Arrays;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Order;
import kierkegrad.tensor.Tensor;

/// Sorting and searching the rows of the last dimension. Every number is turned into an integer of
/// the same order, in which −0 is 0 and NaN is the largest.
final class Orders implements Runnable, Threads.Range {
  private static final long LOW = 0xffffffffL;

  private final Order op;
  private final Source data;
  private final Source values;
  private final CpuStorage out;
  private final int n;
  private final int m;
  private final int rows;
  private final boolean oneRow;

  private Orders(Order op, Tensor x, Tensor values, CpuStorage out) {
    this.op = op;
    this.data = Source.of(x);
    this.values = values == x ? data : Source.of(values);
    this.out = out;
    this.n = x.rank() == 0 ? 1 : x.size(-1);
    this.m = values.rank() == 0 ? 1 : values.size(-1);
    this.rows = values.elements() / Math.max(1, m);
    this.oneRow = x.rank() == 1;
  }

  static Runnable of(Order op, Tensor x, Tensor values, CpuStorage out) {
    return new Orders(op, x, values, out);
  }

  @Override
  public void run() {
    data.refresh().run();
    if (values != data) {
      values.refresh().run();
    }
    Threads.parallel(rows, Math.max(1, (Elementwise.GRAIN >> 3) / Math.max(1, m)), this);
  }

  @Override
  public void run(int from, int to) {
    long[] y = out.longs();
    for (int row = from; row < to; row++) {
      switch (op) {
        case Order.ArgSort sort -> sort(sort.descending(), row * n, y);
        case Order.ArgScan scan -> running(scan.largest(), row * n, y);
        case Order.SearchSorted search -> {
          for (int i = row * m; i < (row + 1) * m; i++) {
            y[i] = place(search.right(), oneRow ? 0 : row * n, key(values, i));
          }
        }
      }
    }
  }

  private long place(boolean right, int start, long value) {
    int low = 0;
    int high = n;
    while (low < high) {
      int middle = (low + high) >>> 1;
      long key = key(data, start + middle);
      if (right ? key <= value : key < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void running(boolean largest, int start, long[] y) {
    long best = 0;
    for (int i = 0; i < n; i++) {
      long key = key(data, start + i);
      // Turned around for the smallest, but NaN wins there too.
      key = largest || key == Long.MAX_VALUE ? key : -1 - key;
      if (i == 0 || key >= best) {
        best = key;
        y[start + i] = i;
      } else {
        y[start + i] = y[start + i - 1];
      }
    }
  }

  private void sort(boolean descending, int start, long[] y) {
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      long key = key(data, start + i);
      keys[i] = descending ? ~key : key;
    }
    if (data.storage().dtype().bytes() < 8) {
      // The key's upper half tells all; the index below it keeps equal elements in order.
      for (int i = 0; i < n; i++) {
        keys[i] = (keys[i] & ~LOW) | i;
      }
      Arrays.sort(keys);
      for (int i = 0; i < n; i++) {
        y[start + i] = keys[i] & LOW;
      }
    } else {
      int[] order = merged(keys);
      for (int i = 0; i < n; i++) {
        y[start + i] = order[i];
      }
    }
  }

  /// The stable order of the keys, by merging runs of 1, 2, 4, ….
  private static int[] merged(long[] keys) {
    int n = keys.length;
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    int[] spare = new int[n];
    for (long run = 1; run < n; run *= 2) {
      for (long left = 0; left < n; left += 2 * run) {
        int middle = (int) Math.min(n, left + run);
        int end = (int) Math.min(n, left + 2 * run);
        int a = (int) left;
        int b = middle;
        for (int k = (int) left; k < end; k++) {
          boolean takesLeft = a < middle && (b >= end || keys[order[a]] <= keys[order[b]]);
          spare[k] = takesLeft ? order[a++] : order[b++];
        }
      }
      int[] swapped = order;
      order = spare;
      spare = swapped;
    }
    return order;
  }

  /// An integer of the same order. Types of less than 8 bytes only use the upper half.
  private static long key(Source source, int index) {
    int at = source.start() + index;
    return switch (source.array()) {
      case float[] a -> {
        int bits = Float.floatToIntBits(a[at] + 0.0f);
        yield Float.isNaN(a[at]) ? Long.MAX_VALUE : (long) (bits ^ (bits >> 31 & 0x7fffffff)) << 32;
      }
      case double[] a -> {
        long bits = Double.doubleToLongBits(a[at] + 0.0);
        yield Double.isNaN(a[at]) ? Long.MAX_VALUE : bits ^ (bits >> 63 & Long.MAX_VALUE);
      }
      case long[] a -> a[at];
      case int[] a -> (long) a[at] << 32;
      case Object a -> (long) Byte.toUnsignedInt(((byte[]) a)[at]) << 32;
    };
  }
}
