package kierkegrad.cpu;

import java.util.Arrays;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Matrix products by rows: a row of the result is the sum of the rows of B, each times one element
/// of A. Every element is summed over k in ascending groups of four, whatever the number of
/// threads.
final class MatrixProduct {
  private static final int GROUP = 4;
  private static final int FLOPS_PER_PIECE = 1 << 18;

  private MatrixProduct() {}

  static Object run(Tensor a, Tensor b, Shape shape) {
    int m = a.size(-2);
    int k = a.size(-1);
    int n = b.size(-1);
    Object x = dense(a);
    Object y = dense(b);
    int batches = m * n == 0 ? 0 : shape.elements() / (m * n);
    int[] startA = starts(a, shape, m * k);
    int[] startB = starts(b, shape, k * n);
    int grain = Math.max(1, FLOPS_PER_PIECE / Math.max(1, k * n));
    return switch (x) {
      case float[] p -> {
        float[] q = (float[]) y;
        float[] out = new float[shape.elements()];
        Threads.parallel(
            batches * m,
            grain,
            (from, to) -> {
              for (int row = from; row < to; row++) {
                row(p, startA[row / m] + row % m * k, q, startB[row / m], out, row * n, k, n);
              }
            });
        yield out;
      }
      case double[] p -> {
        double[] q = (double[]) y;
        double[] out = new double[shape.elements()];
        Threads.parallel(
            batches * m,
            grain,
            (from, to) -> {
              for (int row = from; row < to; row++) {
                row(p, startA[row / m] + row % m * k, q, startB[row / m], out, row * n, k, n);
              }
            });
        yield out;
      }
      case Object other -> {
        long[] p = (long[]) Dense.convert(other, DType.I64);
        long[] q = (long[]) Dense.convert(y, DType.I64);
        long[] out = new long[shape.elements()];
        for (int row = 0; row < batches * m; row++) {
          for (int i = 0; i < k; i++) {
            for (int j = 0; j < n; j++) {
              out[row * n + j] +=
                  p[startA[row / m] + row % m * k + i] * q[startB[row / m] + i * n + j];
            }
          }
        }
        yield Dense.convert(out, a.dtype());
      }
    };
  }

  private static Object dense(Tensor x) {
    boolean own = x.layout().isContiguous() && x.layout().offset() == 0;
    return own ? CpuStorage.of(x).array() : Dense.copy(x);
  }

  /// Where each matrix of the broadcast batch starts in the written-out operand.
  private static int[] starts(Tensor x, Shape result, int matrix) {
    int[] batch = Arrays.copyOf(result.toArray(), result.rank() - 2);
    Shape own = Shape.of(Arrays.copyOf(x.shape().toArray(), x.rank() - 2));
    Shape all = Shape.of(batch);
    int[] starts = new int[all.elements()];
    Rows rows = Rows.of(all, Layout.contiguous(own).expand(all));
    int step = rows.step(0);
    rows.each(
        0,
        rows.count(),
        (from, to) -> {
          for (int i = 0; i < rows.length(); i++) {
            starts[to + i] = (from[0] + i * step) * matrix;
          }
        });
    return starts;
  }

  private static void row(float[] a, int at, float[] b, int from, float[] c, int to, int k, int n) {
    int i = 0;
    for (; i + GROUP <= k; i += GROUP) {
      float a0 = a[at + i];
      float a1 = a[at + i + 1];
      float a2 = a[at + i + 2];
      float a3 = a[at + i + 3];
      int b0 = from + i * n;
      int b1 = b0 + n;
      int b2 = b1 + n;
      int b3 = b2 + n;
      for (int j = 0; j < n; j++) {
        c[to + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + (a2 * b[b2 + j] + a3 * b[b3 + j]);
      }
    }
    for (; i < k; i++) {
      float a0 = a[at + i];
      for (int j = 0; j < n; j++) {
        c[to + j] += a0 * b[from + i * n + j];
      }
    }
  }

  private static void row(
      double[] a, int at, double[] b, int from, double[] c, int to, int k, int n) {
    int i = 0;
    for (; i + GROUP <= k; i += GROUP) {
      double a0 = a[at + i];
      double a1 = a[at + i + 1];
      double a2 = a[at + i + 2];
      double a3 = a[at + i + 3];
      int b0 = from + i * n;
      int b1 = b0 + n;
      int b2 = b1 + n;
      int b3 = b2 + n;
      for (int j = 0; j < n; j++) {
        c[to + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + (a2 * b[b2 + j] + a3 * b[b3 + j]);
      }
    }
    for (; i < k; i++) {
      double a0 = a[at + i];
      for (int j = 0; j < n; j++) {
        c[to + j] += a0 * b[from + i * n + j];
      }
    }
  }
}
