package kierkegrad.cpu;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import kierkegrad.op.Binary;

/// An element-wise operation on two float operands, block by block through buffers of its own. In
/// the kernels' loops every array then starts at index 0: with an offset of its own per array the
/// JIT compiler does not vectorise them, which costs four times more than the copies.
final class Blocks {
  private final Binary op;
  private final float[] a;
  private final float[] b;
  private final float[] result;

  Blocks(Binary op, int size) {
    this.op = op;
    this.a = new float[size];
    this.b = new float[size];
    this.result = new float[size];
  }

  /// Computes `n` elements of a row, from operands that start at `i` and `j` and run in steps of
  /// `si` and `sj`.
  void row(float[] x, int i, int si, float[] y, int j, int sj, float[] out, int to, int n) {
    for (int at = 0; at < n; at += a.length) {
      int count = Math.min(a.length, n - at);
      gather(x, i + at * si, si, a, count);
      gather(y, j + at * sj, sj, b, count);
      compute(op, a, b, result, count);
      System.arraycopy(result, 0, out, to + at, count);
    }
  }

  private static void gather(float[] in, int start, int step, float[] block, int count) {
    if (step == 1) {
      System.arraycopy(in, start, block, 0, count);
    } else if (step == 0) {
      Arrays.fill(block, 0, count, in[start]);
    } else {
      for (int k = 0; k < count; k++) {
        block[k] = in[start + k * step];
      }
    }
  }

  private static void compute(Binary op, float[] a, float[] b, float[] out, int n) {
    switch (op) {
      case ADD -> {
        for (int k = 0; k < n; k++) {
          out[k] = a[k] + b[k];
        }
      }
      case SUB -> {
        for (int k = 0; k < n; k++) {
          out[k] = a[k] - b[k];
        }
      }
      case MUL -> {
        for (int k = 0; k < n; k++) {
          out[k] = a[k] * b[k];
        }
      }
      case DIV -> {
        for (int k = 0; k < n; k++) {
          out[k] = a[k] / b[k];
        }
      }
      case POW, MAXIMUM, MINIMUM -> {
        DoubleBinaryOperator f = op.function();
        for (int k = 0; k < n; k++) {
          out[k] = (float) f.applyAsDouble(a[k], b[k]);
        }
      }
    }
  }
}
