package kierkegrad.cpu.conv;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.machine.Machine;

/// Rows of numbers moved in vectors.
abstract class VectorRows implements Tile {
  private static final VectorSpecies<Float> S =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Machine.vectorBits()));
  private static final int L = S.length();

  @Override
  public final int lanes() {
    return L;
  }

  @Override
  public final void copy(
      int rows, float[] in, int from, int step, float[] out, int to, int stepTo, int n) {
    int whole = (n + L - 1) / L * L;
    for (int r = 0; r < rows; r++) {
      int at = from + r * step;
      int target = to + r * stepTo;
      if (at + whole > in.length || target + whole > out.length) {
        System.arraycopy(in, at, out, target, n);
      } else if (whole == 2 * L) {
        FloatVector.fromArray(S, in, at).intoArray(out, target);
        FloatVector.fromArray(S, in, at + L).intoArray(out, target + L);
      } else {
        for (int j = 0; j < whole; j += L) {
          FloatVector.fromArray(S, in, at + j).intoArray(out, target + j);
        }
      }
    }
  }

  @Override
  public final void fill(float[] out, int to, int n, float value) {
    FloatVector all = FloatVector.broadcast(S, value);
    if (n == 3 * L) {
      all.intoArray(out, to);
      all.intoArray(out, to + L);
      all.intoArray(out, to + 2 * L);
      return;
    }
    for (int j = 0; j < n; j += L) {
      all.intoArray(out, to + j);
    }
  }

  @Override
  public final void store(float[] in, int from, float[] out, int to, int n, boolean rectified) {
    if (n == 3 * L) {
      full(in, from, out, to, rectified);
      return;
    }
    int whole = n / L * L;
    if (rectified) {
      FloatVector zero = FloatVector.zero(S);
      for (int j = 0; j < whole; j += L) {
        FloatVector value = FloatVector.fromArray(S, in, from + j);
        // Not max, which would turn −0 into 0.
        value.blend(zero, value.lt(0)).intoArray(out, to + j);
      }
    } else {
      for (int j = 0; j < whole; j += L) {
        FloatVector.fromArray(S, in, from + j).intoArray(out, to + j);
      }
    }
    for (int j = whole; j < n; j++) {
      float value = in[from + j];
      out[to + j] = rectified && value < 0 ? 0 : value;
    }
  }

  /// The usual length, without a loop.
  private static void full(float[] in, int from, float[] out, int to, boolean rectified) {
    FloatVector a = FloatVector.fromArray(S, in, from);
    FloatVector b = FloatVector.fromArray(S, in, from + L);
    FloatVector c = FloatVector.fromArray(S, in, from + 2 * L);
    if (rectified) {
      FloatVector zero = FloatVector.zero(S);
      a.blend(zero, a.lt(0)).intoArray(out, to);
      b.blend(zero, b.lt(0)).intoArray(out, to + L);
      c.blend(zero, c.lt(0)).intoArray(out, to + 2 * L);
    } else {
      a.intoArray(out, to);
      b.intoArray(out, to + L);
      c.intoArray(out, to + 2 * L);
    }
  }

  @Override
  public final void addScaled(
      int n, float factor, float[] x, int from, int step, float[] y, int to, int stepTo) {
    int whole = step == 1 && stepTo == 1 ? n / L * L : 0;
    FloatVector f = FloatVector.broadcast(S, factor);
    for (int j = 0; j < whole; j += L) {
      FloatVector sum = FloatVector.fromArray(S, y, to + j);
      f.fma(FloatVector.fromArray(S, x, from + j), sum).intoArray(y, to + j);
    }
    for (int j = whole; j < n; j++) {
      y[to + j * stepTo] = Math.fma(factor, x[from + j * step], y[to + j * stepTo]);
    }
  }
}
