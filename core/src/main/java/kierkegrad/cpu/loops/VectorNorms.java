package kierkegrad.cpu.loops;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Layer norm of floats, row by row: what [PlainNorms] says, summed lane by lane, and the lanes in
/// a fixed order.
public final class VectorNorms {
  private static final VectorSpecies<Float> FLOATS = VectorDecay.FLOATS;
  private static final int LANES = FLOATS.length();

  private VectorNorms() {}

  /// `y = (x − μ)·r·w + b` for rows `from` to `to − 1` of n.
  public static void rows(
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] b,
      int bAt,
      float[] y,
      int n,
      float eps,
      int from,
      int to) {
    int end = FLOATS.loopBound(n);
    VectorMask<Float> rest = FLOATS.indexInRange(end, n);
    for (int row = from; row < to; row++) {
      int in = xAt + row * n;
      int out = row * n;
      float mean = mean(x, in, n, end, rest);
      float r = deviation(x, in, n, end, rest, mean, eps);
      FloatVector scale = FloatVector.broadcast(FLOATS, r);
      FloatVector shift = FloatVector.broadcast(FLOATS, mean);
      for (int i = 0; i < end; i += LANES) {
        FloatVector.fromArray(FLOATS, x, in + i)
            .sub(shift)
            .mul(scale)
            .fma(
                FloatVector.fromArray(FLOATS, w, wAt + i),
                FloatVector.fromArray(FLOATS, b, bAt + i))
            .intoArray(y, out + i);
      }
      if (end < n) {
        FloatVector.fromArray(FLOATS, x, in + end, rest)
            .sub(shift)
            .mul(scale)
            .fma(
                FloatVector.fromArray(FLOATS, w, wAt + end, rest),
                FloatVector.fromArray(FLOATS, b, bAt + end, rest))
            .intoArray(y, out + end, rest);
      }
    }
  }

  /// The gradient: in x into `d`, and in w and b added to `sums` from `at` on, w before b.
  public static void rowsGradient(
      float[] g,
      int gAt,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] d,
      float[] sums,
      int at,
      int n,
      float eps,
      int from,
      int to) {
    int end = FLOATS.loopBound(n);
    VectorMask<Float> rest = FLOATS.indexInRange(end, n);
    for (int row = from; row < to; row++) {
      int inG = gAt + row * n;
      int in = xAt + row * n;
      int out = row * n;
      float mean = mean(x, in, n, end, rest);
      float r = deviation(x, in, n, end, rest, mean, eps);
      FloatVector scale = FloatVector.broadcast(FLOATS, r);
      FloatVector shift = FloatVector.broadcast(FLOATS, mean);
      FloatVector all = FloatVector.zero(FLOATS);
      FloatVector along = FloatVector.zero(FLOATS);
      for (int i = 0; i < end; i += LANES) {
        FloatVector slope = FloatVector.fromArray(FLOATS, g, inG + i);
        FloatVector normal = FloatVector.fromArray(FLOATS, x, in + i).sub(shift).mul(scale);
        FloatVector h = slope.mul(FloatVector.fromArray(FLOATS, w, wAt + i));
        all = all.add(h);
        along = h.fma(normal, along);
        slope.fma(normal, FloatVector.fromArray(FLOATS, sums, at + i)).intoArray(sums, at + i);
        slope.add(FloatVector.fromArray(FLOATS, sums, at + n + i)).intoArray(sums, at + n + i);
      }
      if (end < n) {
        FloatVector slope = FloatVector.fromArray(FLOATS, g, inG + end, rest);
        FloatVector normal = FloatVector.fromArray(FLOATS, x, in + end, rest).sub(shift).mul(scale);
        FloatVector h = slope.mul(FloatVector.fromArray(FLOATS, w, wAt + end, rest));
        all = all.add(h);
        along = h.fma(normal, along);
        slope
            .fma(normal, FloatVector.fromArray(FLOATS, sums, at + end, rest))
            .intoArray(sums, at + end, rest);
        slope
            .add(FloatVector.fromArray(FLOATS, sums, at + n + end, rest))
            .intoArray(sums, at + n + end, rest);
      }
      FloatVector middle = FloatVector.broadcast(FLOATS, -VectorLanes.sum(all) / n);
      FloatVector lean = FloatVector.broadcast(FLOATS, -VectorLanes.sum(along) / n);
      for (int i = 0; i < end; i += LANES) {
        FloatVector normal = FloatVector.fromArray(FLOATS, x, in + i).sub(shift).mul(scale);
        FloatVector.fromArray(FLOATS, g, inG + i)
            .fma(FloatVector.fromArray(FLOATS, w, wAt + i), normal.fma(lean, middle))
            .mul(scale)
            .intoArray(d, out + i);
      }
      if (end < n) {
        FloatVector normal = FloatVector.fromArray(FLOATS, x, in + end, rest).sub(shift).mul(scale);
        FloatVector.fromArray(FLOATS, g, inG + end, rest)
            .fma(FloatVector.fromArray(FLOATS, w, wAt + end, rest), normal.fma(lean, middle))
            .mul(scale)
            .intoArray(d, out + end, rest);
      }
    }
  }

  private static float mean(float[] x, int at, int n, int end, VectorMask<Float> rest) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < end; i += LANES) {
      sum = sum.add(FloatVector.fromArray(FLOATS, x, at + i));
    }
    if (end < n) {
      sum = sum.add(FloatVector.fromArray(FLOATS, x, at + end, rest));
    }
    return VectorLanes.sum(sum) / n;
  }

  /// 1/√(σ² + ε).
  private static float deviation(
      float[] x, int at, int n, int end, VectorMask<Float> rest, float mean, float eps) {
    FloatVector sum = FloatVector.zero(FLOATS);
    FloatVector shift = FloatVector.broadcast(FLOATS, mean);
    for (int i = 0; i < end; i += LANES) {
      FloatVector d = FloatVector.fromArray(FLOATS, x, at + i).sub(shift);
      sum = d.fma(d, sum);
    }
    if (end < n) {
      FloatVector d = FloatVector.fromArray(FLOATS, x, at + end, rest).sub(shift, rest);
      sum = d.fma(d, sum);
    }
    return (float) (1 / Math.sqrt(VectorLanes.sum(sum) / n + eps));
  }
}
