package kierkegrad.cpu.loops;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.machine.Scratch;
import kierkegrad.op.Gelu;

/// GELU and its slope of floats, in one pass.
///
/// Exact: with a = |x|, `Φ(−a) = e^(−a²/2)·Q(a)`, where Q falls slowly and is a polynomial in `t =
/// 1/(1 + 0.3a)` (minimax, relative error 3.5·10⁻⁹). So the normal distribution and its density
/// take one exponential, and far below 0 nothing cancels.
///
/// By tanh: `½(1 + tanh u) = 1/(1 + e^(−2u))`.
///
/// The loops are written out, exponential and all: where the JIT compiler finds a loop too long to
/// inline a helper into, vectors become objects and cost ten times as much.
public final class VectorGelu {
  private static final VectorSpecies<Float> FLOATS = VectorDecay.FLOATS;
  private static final int LANES = FLOATS.length();
  private static final Scratch TAIL = new Scratch();

  /// From here on e^(−a²/2) is 0.
  private static final float FAR = 14;

  private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));
  private static final float TWICE = (float) (2 * Gelu.FACTOR);
  private static final float CUBIC = (float) (2 * Gelu.FACTOR * Gelu.CUBIC);

  private VectorGelu() {}

  /// `y = x·Φ(x)`; `y[i]` from `x[xAt + i]`.
  public static void value(float[] x, int xAt, float[] y, int from, int to) {
    int end = from + FLOATS.loopBound(to - from);
    for (int i = from; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
      // NaN and infinity: the comparison is false for NaN, which so stays.
      FloatVector a = v.abs().blend(FAR, v.abs().compare(GT, FAR));
      FloatVector square = a.mul(a);
      FloatVector error = a.fma(a, square.neg());
      FloatVector z = square.mul(-0.5f);
      FloatVector shifted = z.mul(VectorDecay.LOG2_E).add(VectorDecay.ROUND);
      FloatVector n = shifted.sub(VectorDecay.ROUND);
      FloatVector r = n.fma(FloatVector.broadcast(FLOATS, -VectorDecay.LN2_HIGH), z);
      r = n.fma(FloatVector.broadcast(FLOATS, -VectorDecay.LN2_LOW), r);
      FloatVector p =
          r.fma(
              FloatVector.broadcast(FLOATS, VectorDecay.C6),
              FloatVector.broadcast(FLOATS, VectorDecay.C5));
      p = p.fma(r, FloatVector.broadcast(FLOATS, VectorDecay.C4));
      p = p.fma(r, FloatVector.broadcast(FLOATS, VectorDecay.C3));
      p = p.fma(r, FloatVector.broadcast(FLOATS, VectorDecay.C2));
      p = p.mul(r).fma(r, r).add(1);
      FloatVector power =
          shifted.reinterpretAsInts().lanewise(LSHL, 23).add(127 << 23).reinterpretAsFloats();
      FloatVector bell = p.mul(power).blend(0, z.compare(LT, VectorDecay.LOWEST));
      bell = bell.fma(error.mul(-0.5f), bell);
      FloatVector t =
          FloatVector.broadcast(FLOATS, 1)
              .div(a.fma(FloatVector.broadcast(FLOATS, 0.3f), FloatVector.broadcast(FLOATS, 1)));
      FloatVector q =
          t.fma(
              FloatVector.broadcast(FLOATS, -0.020624879f),
              FloatVector.broadcast(FLOATS, 0.11244354f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, -0.22823294f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.19181138f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, -0.079446793f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.09616992f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.078384903f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.11023649f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.11957168f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.1196867f));
      FloatVector below = q.mul(t).mul(bell);
      FloatVector phi = FloatVector.broadcast(FLOATS, 1).sub(below).blend(below, v.compare(LT, 0));
      v.mul(phi).intoArray(y, i);
    }
    if (end < to) {
      float[] rest = TAIL.floats(3 * LANES);
      System.arraycopy(x, xAt + end, rest, 0, to - end);
      value(rest, -2 * LANES, rest, 2 * LANES, 3 * LANES);
      System.arraycopy(rest, 2 * LANES, y, end, to - end);
    }
  }

  /// `y = g·(Φ(x) + x·φ(x))`.
  public static void gradient(float[] g, int gAt, float[] x, int xAt, float[] y, int from, int to) {
    int end = from + FLOATS.loopBound(to - from);
    for (int i = from; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
      // NaN and infinity: the comparison is false for NaN, which so stays.
      FloatVector a = v.abs().blend(FAR, v.abs().compare(GT, FAR));
      FloatVector square = a.mul(a);
      FloatVector error = a.fma(a, square.neg());
      FloatVector z = square.mul(-0.5f);
      FloatVector shifted = z.mul(VectorDecay.LOG2_E).add(VectorDecay.ROUND);
      FloatVector n = shifted.sub(VectorDecay.ROUND);
      FloatVector r = n.fma(FloatVector.broadcast(FLOATS, -VectorDecay.LN2_HIGH), z);
      r = n.fma(FloatVector.broadcast(FLOATS, -VectorDecay.LN2_LOW), r);
      FloatVector p =
          r.fma(
              FloatVector.broadcast(FLOATS, VectorDecay.C6),
              FloatVector.broadcast(FLOATS, VectorDecay.C5));
      p = p.fma(r, FloatVector.broadcast(FLOATS, VectorDecay.C4));
      p = p.fma(r, FloatVector.broadcast(FLOATS, VectorDecay.C3));
      p = p.fma(r, FloatVector.broadcast(FLOATS, VectorDecay.C2));
      p = p.mul(r).fma(r, r).add(1);
      FloatVector power =
          shifted.reinterpretAsInts().lanewise(LSHL, 23).add(127 << 23).reinterpretAsFloats();
      FloatVector bell = p.mul(power).blend(0, z.compare(LT, VectorDecay.LOWEST));
      bell = bell.fma(error.mul(-0.5f), bell);
      FloatVector t =
          FloatVector.broadcast(FLOATS, 1)
              .div(a.fma(FloatVector.broadcast(FLOATS, 0.3f), FloatVector.broadcast(FLOATS, 1)));
      FloatVector q =
          t.fma(
              FloatVector.broadcast(FLOATS, -0.020624879f),
              FloatVector.broadcast(FLOATS, 0.11244354f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, -0.22823294f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.19181138f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, -0.079446793f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.09616992f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.078384903f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.11023649f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.11957168f));
      q = q.fma(t, FloatVector.broadcast(FLOATS, 0.1196867f));
      FloatVector below = q.mul(t).mul(bell);
      FloatVector phi = FloatVector.broadcast(FLOATS, 1).sub(below).blend(below, v.compare(LT, 0));
      v.mul(DENSITY).fma(bell, phi).mul(FloatVector.fromArray(FLOATS, g, gAt + i)).intoArray(y, i);
    }
    if (end < to) {
      float[] rest = TAIL.floats(3 * LANES);
      System.arraycopy(x, xAt + end, rest, 0, to - end);
      System.arraycopy(g, gAt + end, rest, LANES, to - end);
      gradient(rest, -LANES, rest, -2 * LANES, rest, 2 * LANES, 3 * LANES);
      System.arraycopy(rest, 2 * LANES, y, end, to - end);
    }
  }

  /// The approximation by tanh.
  public static void valueByTanh(float[] x, int xAt, float[] y, int from, int to) {
    int end = from + FLOATS.loopBound(to - from);
    for (int i = from; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
      FloatVector square = v.mul(v);
      FloatVector u =
          square
              .fma(FloatVector.broadcast(FLOATS, CUBIC), FloatVector.broadcast(FLOATS, TWICE))
              .mul(v);
      FloatVector e = VectorDecay.exp(u.abs().neg());
      // ½(1 + tanh u) is 1/(1 + e) above 0 and e/(1 + e) below.
      FloatVector counter = FloatVector.broadcast(FLOATS, 1).blend(e, u.compare(LT, 0));
      v.mul(counter).div(e.add(1)).intoArray(y, i);
    }
    if (end < to) {
      float[] rest = TAIL.floats(3 * LANES);
      System.arraycopy(x, xAt + end, rest, 0, to - end);
      valueByTanh(rest, -2 * LANES, rest, 2 * LANES, 3 * LANES);
      System.arraycopy(rest, 2 * LANES, y, end, to - end);
    }
  }

  /// `y = g` times the slope of the approximation by tanh.
  public static void gradientByTanh(
      float[] g, int gAt, float[] x, int xAt, float[] y, int from, int to) {
    int end = from + FLOATS.loopBound(to - from);
    for (int i = from; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
      FloatVector square = v.mul(v);
      FloatVector u =
          square
              .fma(FloatVector.broadcast(FLOATS, CUBIC), FloatVector.broadcast(FLOATS, TWICE))
              .mul(v);
      FloatVector e = VectorDecay.exp(u.abs().neg());
      // ½(1 + tanh u) is 1/(1 + e) above 0 and e/(1 + e) below.
      FloatVector counter = FloatVector.broadcast(FLOATS, 1).blend(e, u.compare(LT, 0));
      FloatVector inverse = FloatVector.broadcast(FLOATS, 1).div(e.add(1));
      FloatVector du =
          square.fma(
              FloatVector.broadcast(FLOATS, 3 * CUBIC), FloatVector.broadcast(FLOATS, TWICE));
      FloatVector bend = e.mul(inverse).mul(inverse).mul(du);
      v.fma(bend, counter.mul(inverse))
          .mul(FloatVector.fromArray(FLOATS, g, gAt + i))
          .intoArray(y, i);
    }
    if (end < to) {
      float[] rest = TAIL.floats(3 * LANES);
      System.arraycopy(x, xAt + end, rest, 0, to - end);
      System.arraycopy(g, gAt + end, rest, LANES, to - end);
      gradientByTanh(rest, -LANES, rest, -2 * LANES, rest, 2 * LANES, 3 * LANES);
      System.arraycopy(rest, 2 * LANES, y, end, to - end);
    }
  }
}
