package kierkegrad.cpu.loops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.machine.Machine;
import kierkegrad.cpu.machine.Scratch;

/// [SumLoops] in vectors, with the bits of [PlainSums].
final class VectorSums implements SumLoops {
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Machine.vectorBits()));
  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, VectorShape.forBitSize(Machine.vectorBits()));

  /// As many floats as [#DOUBLES] has elements.
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Machine.vectorBits() / 2));

  private static final int LANES = DOUBLES.length();
  private static final Scratch LAST = new Scratch();

  /// Open sums per row.
  static final int OPEN = VECTORS * LANES;

  @Override
  public double sum(float[] a, int at, int n) {
    double sum = 0;
    if (n <= LANES) {
      for (int i = at; i < at + n; i++) {
        sum += a[i];
      }
      return sum;
    }
    DoubleVector s0 = DoubleVector.zero(DOUBLES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = 0;
    for (; i <= n - OPEN; i += OPEN) {
      s0 = s0.add(wide(a, at + i));
      s1 = s1.add(wide(a, at + i + LANES));
      s2 = s2.add(wide(a, at + i + 2 * LANES));
      s3 = s3.add(wide(a, at + i + 3 * LANES));
    }
    if (i < n) {
      s0 = s0.add(wide(a, at + i, n - i));
      s1 = s1.add(wide(a, at + i + LANES, n - i - LANES));
      s2 = s2.add(wide(a, at + i + 2 * LANES, n - i - 2 * LANES));
      s3 = s3.add(wide(a, at + i + 3 * LANES, n - i - 3 * LANES));
    }
    double[] last = LAST.doubles(LANES);
    s0.add(s1).add(s2.add(s3)).intoArray(last, 0);
    for (int k = 0; k < LANES; k++) {
      sum += last[k];
    }
    return sum;
  }

  private static DoubleVector wide(float[] a, int i) {
    return (DoubleVector) FloatVector.fromArray(HALF, a, i).castShape(DOUBLES, 0);
  }

  /// The first of `left` elements, which may be none, and zeros behind them.
  private static DoubleVector wide(float[] a, int i, int left) {
    VectorMask<Float> mask = HALF.indexInRange(0, left);
    return (DoubleVector)
        FloatVector.fromArray(HALF, a, left > 0 ? i : 0, mask).castShape(DOUBLES, 0);
  }

  @Override
  public double sum(double[] a, int at, int n) {
    double sum = 0;
    if (n <= LANES) {
      for (int i = at; i < at + n; i++) {
        sum += a[i];
      }
      return sum;
    }
    DoubleVector s0 = DoubleVector.zero(DOUBLES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = 0;
    for (; i <= n - OPEN; i += OPEN) {
      s0 = s0.add(DoubleVector.fromArray(DOUBLES, a, at + i));
      s1 = s1.add(DoubleVector.fromArray(DOUBLES, a, at + i + LANES));
      s2 = s2.add(DoubleVector.fromArray(DOUBLES, a, at + i + 2 * LANES));
      s3 = s3.add(DoubleVector.fromArray(DOUBLES, a, at + i + 3 * LANES));
    }
    if (i < n) {
      s0 = s0.add(part(a, at + i, n - i));
      s1 = s1.add(part(a, at + i + LANES, n - i - LANES));
      s2 = s2.add(part(a, at + i + 2 * LANES, n - i - 2 * LANES));
      s3 = s3.add(part(a, at + i + 3 * LANES, n - i - 3 * LANES));
    }
    double[] last = LAST.doubles(LANES);
    s0.add(s1).add(s2.add(s3)).intoArray(last, 0);
    for (int k = 0; k < LANES; k++) {
      sum += last[k];
    }
    return sum;
  }

  private static DoubleVector part(double[] a, int i, int left) {
    return DoubleVector.fromArray(DOUBLES, a, left > 0 ? i : 0, DOUBLES.indexInRange(0, left));
  }

  @Override
  public void columns(float[] a, int at, int rows, int stride, double[] sums, int to, int n) {
    int j = 0;
    for (; j <= n - OPEN; j += OPEN) {
      DoubleVector s0 = DoubleVector.fromArray(DOUBLES, sums, to + j);
      DoubleVector s1 = DoubleVector.fromArray(DOUBLES, sums, to + j + LANES);
      DoubleVector s2 = DoubleVector.fromArray(DOUBLES, sums, to + j + 2 * LANES);
      DoubleVector s3 = DoubleVector.fromArray(DOUBLES, sums, to + j + 3 * LANES);
      for (int row = 0; row < rows; row++) {
        int start = at + row * stride + j;
        s0 = s0.add(wide(a, start));
        s1 = s1.add(wide(a, start + LANES));
        s2 = s2.add(wide(a, start + 2 * LANES));
        s3 = s3.add(wide(a, start + 3 * LANES));
      }
      s0.intoArray(sums, to + j);
      s1.intoArray(sums, to + j + LANES);
      s2.intoArray(sums, to + j + 2 * LANES);
      s3.intoArray(sums, to + j + 3 * LANES);
    }
    for (; j < n; j += LANES) {
      VectorMask<Float> mask = HALF.indexInRange(j, n);
      VectorMask<Double> wide = DOUBLES.indexInRange(j, n);
      DoubleVector s = DoubleVector.fromArray(DOUBLES, sums, to + j, wide);
      for (int row = 0; row < rows; row++) {
        FloatVector x = FloatVector.fromArray(HALF, a, at + row * stride + j, mask);
        s = s.add(x.castShape(DOUBLES, 0));
      }
      s.intoArray(sums, to + j, wide);
    }
  }

  @Override
  public void columns(double[] a, int at, int rows, int stride, double[] sums, int to, int n) {
    for (int j = 0; j < n; j += LANES) {
      VectorMask<Double> mask = DOUBLES.indexInRange(j, n);
      DoubleVector s = DoubleVector.fromArray(DOUBLES, sums, to + j, mask);
      for (int row = 0; row < rows; row++) {
        s = s.add(DoubleVector.fromArray(DOUBLES, a, at + row * stride + j, mask));
      }
      s.intoArray(sums, to + j, mask);
    }
  }

  /// The order does not matter to a maximum, so lanes may be joined in any.
  @Override
  public float max(float[] a, int at, int n) {
    float max = Float.NEGATIVE_INFINITY;
    int i = at;
    if (n >= FLOATS.length()) {
      FloatVector largest = FloatVector.broadcast(FLOATS, max);
      for (; i <= at + n - FLOATS.length(); i += FLOATS.length()) {
        largest = largest.max(FloatVector.fromArray(FLOATS, a, i));
      }
      max = largest.reduceLanes(VectorOperators.MAX);
    }
    for (; i < at + n; i++) {
      max = Math.max(max, a[i]);
    }
    return max;
  }
}
