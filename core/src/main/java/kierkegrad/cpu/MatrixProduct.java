package kierkegrad.cpu;

import java.util.Arrays;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Matrix products by rows: a row of the result is the sum of the rows of B, each times one element
/// of A. Every element is summed over k in ascending groups of four, whatever the number of
/// threads.
///
/// Rows of B and of the result are arrays of their own while a piece is computed: loops over arrays
/// that all start at index 0 are vectorised by the JIT compiler, and a group of rows of B serves
/// all rows of a piece while it is in the cache.
final class MatrixProduct {
  private static final int GROUP = 4;
  private static final int FLOPS_PER_PIECE = 1 << 18;
  private static final int ROWS_PER_PIECE = 16;

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
    int grain = Math.max(ROWS_PER_PIECE, FLOPS_PER_PIECE / Math.max(1, k * n));
    return switch (x) {
      case float[] p -> {
        float[][] q = split((float[]) y, n);
        float[] out = new float[shape.elements()];
        Threads.parallel(
            batches * m,
            grain,
            (from, to) -> {
              float[][] sums = new float[to - from][n];
              for (int i = 0; i < k; i += GROUP) {
                for (int row = from; row < to; row++) {
                  int at = startA[row / m] + row % m * k + i;
                  add(
                      p,
                      at,
                      q,
                      startB[row / m] / n + i,
                      sums[row - from],
                      Math.min(GROUP, k - i),
                      n);
                }
              }
              for (int row = from; row < to; row++) {
                System.arraycopy(sums[row - from], 0, out, row * n, n);
              }
            });
        yield out;
      }
      case double[] p -> {
        double[][] q = split((double[]) y, n);
        double[] out = new double[shape.elements()];
        Threads.parallel(
            batches * m,
            grain,
            (from, to) -> {
              double[][] sums = new double[to - from][n];
              for (int i = 0; i < k; i += GROUP) {
                for (int row = from; row < to; row++) {
                  int at = startA[row / m] + row % m * k + i;
                  add(
                      p,
                      at,
                      q,
                      startB[row / m] / n + i,
                      sums[row - from],
                      Math.min(GROUP, k - i),
                      n);
                }
              }
              for (int row = from; row < to; row++) {
                System.arraycopy(sums[row - from], 0, out, row * n, n);
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

  /// Adds `count` rows of B, at most [#GROUP], each times an element of A, to a row of the result.
  private static void add(float[] a, int at, float[][] b, int from, float[] sum, int count, int n) {
    if (count == GROUP) {
      add(
          a[at],
          a[at + 1],
          a[at + 2],
          a[at + 3],
          b[from],
          b[from + 1],
          b[from + 2],
          b[from + 3],
          sum,
          n);
      return;
    }
    for (int i = 0; i < count; i++) {
      float factor = a[at + i];
      float[] row = b[from + i];
      for (int j = 0; j < n; j++) {
        sum[j] += factor * row[j];
      }
    }
  }

  private static void add(
      float a0,
      float a1,
      float a2,
      float a3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] sum,
      int n) {
    for (int j = 0; j < n; j++) {
      sum[j] += a0 * b0[j] + a1 * b1[j] + (a2 * b2[j] + a3 * b3[j]);
    }
  }

  /// The rows of matrices that lie behind one another.
  private static float[][] split(float[] matrices, int n) {
    float[][] rows = new float[n == 0 ? 0 : matrices.length / n][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(matrices, i * n, i * n + n);
    }
    return rows;
  }

  /// Adds `count` rows of B, at most [#GROUP], each times an element of A, to a row of the result.
  private static void add(
      double[] a, int at, double[][] b, int from, double[] sum, int count, int n) {
    if (count == GROUP) {
      add(
          a[at],
          a[at + 1],
          a[at + 2],
          a[at + 3],
          b[from],
          b[from + 1],
          b[from + 2],
          b[from + 3],
          sum,
          n);
      return;
    }
    for (int i = 0; i < count; i++) {
      double factor = a[at + i];
      double[] row = b[from + i];
      for (int j = 0; j < n; j++) {
        sum[j] += factor * row[j];
      }
    }
  }

  private static void add(
      double a0,
      double a1,
      double a2,
      double a3,
      double[] b0,
      double[] b1,
      double[] b2,
      double[] b3,
      double[] sum,
      int n) {
    for (int j = 0; j < n; j++) {
      sum[j] += a0 * b0[j] + a1 * b1[j] + (a2 * b2[j] + a3 * b3[j]);
    }
  }

  /// The rows of matrices that lie behind one another.
  private static double[][] split(double[] matrices, int n) {
    double[][] rows = new double[n == 0 ? 0 : matrices.length / n][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(matrices, i * n, i * n + n);
    }
    return rows;
  }
}
