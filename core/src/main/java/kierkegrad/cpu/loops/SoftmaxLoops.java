package kierkegrad.cpu.loops;

import java.util.Collections;
import java.util.List;
import kierkegrad.op.Binary;
import kierkegrad.op.Chain;
import kierkegrad.op.Unary;
import kierkegrad.tensor.DType;

/// Softmax and cross-entropy on rows of `n` numbers, shifted by each row's largest so that nothing
/// overflows. Short rows share one loop for their exponentials.
///
/// It works in plain Java and in vectors by the loops that it calls, with the same bits.
public final class SoftmaxLoops {
  private static final SumLoops SUMS = SumLoops.best();

  /// Shorter rows go number by number, but for their exponentials.
  private static final int SHORT = 32;

  /// How many numbers of short rows go through one loop of exponentials.
  private static final int BLOCK = 1024;

  private static final Loop EXP = loop(0, Chain.Step.of(Unary.EXP, 0));
  private static final Loop EXP_OF_DIFFERENCE =
      loop(2, Chain.Step.of(Binary.SUB, 0, 1), Chain.Step.of(Unary.EXP, 2));
  private static final Loop DIFFERENCE_OF_DIFFERENCE =
      loop(6, Chain.Step.of(Binary.SUB, 0, 1), Chain.Step.of(Binary.SUB, 3, 2));
  private static final Loop SCALE = loop(2, Chain.Step.of(Binary.MUL, 0, 1));

  private static final ThreadLocal<SoftmaxLoops> OWN = ThreadLocal.withInitial(SoftmaxLoops::new);

  private final Object[] one = new Object[2];
  private final Object[] two = new Object[3];
  private final Object[] three = new Object[4];
  private final int[] starts = new int[4];
  private final float[] number = new float[1];
  private final float[] second = new float[1];
  private final float[] largest = new float[BLOCK];
  private float[] block = new float[BLOCK];

  private SoftmaxLoops() {}

  private static Loop loop(long scalars, Chain.Step... steps) {
    int operands = Long.bitCount(scalars) + 1;
    return Loops.of(
        new Chain(operands, List.of(steps)), Collections.nCopies(operands, DType.F32), scalars);
  }

  /// This thread's.
  public static SoftmaxLoops own() {
    return OWN.get();
  }

  /// Rows that fit one block.
  private static int rows(int n) {
    return n < SHORT ? BLOCK / Math.max(1, n) : 1;
  }

  /// `y = eˣ / Σ eˣ` for rows that lie one behind another.
  public void softmax(float[] x, int at, float[] y, int to, int rows, int n) {
    int some = rows(n);
    for (int row = 0; row < rows; row += some) {
      int count = Math.min(some, rows - row);
      int first = to + row * n;
      exponentials(x, at + row * n, y, first, count, n);
      for (int i = 0; i < count; i++) {
        scale(y, first + i * n, n, (float) (1 / SUMS.sum(y, first + i * n, n)));
      }
    }
  }

  /// `y = x − ln Σ eˣ`.
  public void logSoftmax(float[] x, int at, float[] y, int to, int rows, int n) {
    int some = rows(n);
    for (int row = 0; row < rows; row += some) {
      int count = Math.min(some, rows - row);
      int from = at + row * n;
      float[] e = block(count * n);
      exponentials(x, from, e, 0, count, n);
      for (int i = 0; i < count; i++) {
        number[0] = largest[i];
        second[0] = (float) Math.log(SUMS.sum(e, i * n, n));
        three[0] = x;
        three[1] = number;
        three[2] = second;
        three[3] = y;
        starts[0] = from + i * n;
        starts[1] = 0;
        starts[2] = 0;
        starts[3] = to + (row + i) * n;
        DIFFERENCE_OF_DIFFERENCE.run(three, starts, 0, n);
      }
    }
  }

  /// `−ln softmax(x)ₜ`, one per row.
  ///
  /// @param classes each from 0 to n − 1, `step` apart
  public void losses(
      float[] x, int at, long[] classes, int start, int step, float[] y, int to, int rows, int n) {
    int some = rows(n);
    for (int row = 0; row < rows; row += some) {
      int count = Math.min(some, rows - row);
      int from = at + row * n;
      float[] e = block(count * n);
      exponentials(x, from, e, 0, count, n);
      for (int i = 0; i < count; i++) {
        int t = (int) classes[start + (row + i) * step];
        double distance = (double) x[from + i * n + t] - largest[i];
        y[to + row + i] = (float) (Math.log(SUMS.sum(e, i * n, n)) - distance);
      }
    }
  }

  /// `(softmax(x) − onehot(t)) · g`.
  ///
  /// @param g one per row, `gStep` apart
  public void lossGradients(
      float[] x,
      int at,
      long[] classes,
      int start,
      int step,
      float[] g,
      int gStart,
      int gStep,
      float[] y,
      int to,
      int rows,
      int n) {
    int some = rows(n);
    for (int row = 0; row < rows; row += some) {
      int count = Math.min(some, rows - row);
      int first = to + row * n;
      exponentials(x, at + row * n, y, first, count, n);
      for (int i = 0; i < count; i++) {
        float slope = g[gStart + (row + i) * gStep];
        int from = first + i * n;
        int hit = from + (int) classes[start + (row + i) * step];
        double sum = SUMS.sum(y, from, n);
        float own = (float) ((y[hit] / sum - 1) * slope);
        scale(y, from, n, (float) (slope / sum));
        y[hit] = own;
      }
    }
  }

  private float[] block(int size) {
    if (block.length < size) {
      block = new float[size];
    }
    return block;
  }

  /// `e = e^(x − largest of the row)`.
  private void exponentials(float[] x, int at, float[] e, int to, int rows, int n) {
    if (n >= SHORT) {
      for (int i = 0; i < rows; i++) {
        largest[i] = SUMS.max(x, at + i * n, n);
        number[0] = largest[i];
        two[0] = x;
        two[1] = number;
        two[2] = e;
        starts[0] = at + i * n;
        starts[1] = 0;
        starts[2] = to + i * n;
        EXP_OF_DIFFERENCE.run(two, starts, 0, n);
      }
      return;
    }
    for (int i = 0; i < rows; i++) {
      int from = at + i * n;
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < n; j++) {
        max = Math.max(max, x[from + j]);
      }
      largest[i] = max;
      for (int j = 0; j < n; j++) {
        e[to + i * n + j] = x[from + j] - max;
      }
    }
    one[0] = e;
    one[1] = e;
    starts[0] = to;
    starts[1] = to;
    EXP.run(one, starts, 0, rows * n);
  }

  private void scale(float[] y, int at, int n, float factor) {
    if (n < SHORT) {
      for (int j = at; j < at + n; j++) {
        y[j] *= factor;
      }
      return;
    }
    number[0] = factor;
    two[0] = y;
    two[1] = number;
    two[2] = y;
    starts[0] = at;
    starts[1] = 0;
    starts[2] = at;
    SCALE.run(two, starts, 0, n);
  }
}
