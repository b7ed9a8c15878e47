package kierkegrad.cpu.loops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.machine.Machine;

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

  /// Open sums per row.
  static final int OPEN = VECTORS * LANES;

  private static final PlainSums PLAIN = new PlainSums(OPEN);

  @Override
  public double sum(float[] a, int at, int n) {
    if (n <= LANES) {
      return PLAIN.sum(a, at, n);
    }
    double[] open = PLAIN.open();
    int i = 0;
    if (n >= OPEN) {
      DoubleVector s0 = DoubleVector.zero(DOUBLES);
      DoubleVector s1 = s0;
      DoubleVector s2 = s0;
      DoubleVector s3 = s0;
      for (; i <= n - OPEN; i += OPEN) {
        s0 = s0.add(wide(a, at + i));
        s1 = s1.add(wide(a, at + i + LANES));
        s2 = s2.add(wide(a, at + i + 2 * LANES));
        s3 = s3.add(wide(a, at + i + 3 * LANES));
      }
      s0.intoArray(open, 0);
      s1.intoArray(open, LANES);
      s2.intoArray(open, 2 * LANES);
      s3.intoArray(open, 3 * LANES);
    }
    for (int lane = 0; i < n; i++, lane++) {
      open[lane] += a[at + i];
    }
    return PLAIN.close(open);
  }

  private static DoubleVector wide(float[] a, int i) {
    return (DoubleVector) FloatVector.fromArray(HALF, a, i).castShape(DOUBLES, 0);
  }

  @Override
  public double sum(double[] a, int at, int n) {
    if (n <= LANES) {
      return PLAIN.sum(a, at, n);
    }
    double[] open = PLAIN.open();
    int i = 0;
    if (n >= OPEN) {
      DoubleVector s0 = DoubleVector.zero(DOUBLES);
      DoubleVector s1 = s0;
      DoubleVector s2 = s0;
      DoubleVector s3 = s0;
      for (; i <= n - OPEN; i += OPEN) {
        s0 = s0.add(DoubleVector.fromArray(DOUBLES, a, at + i));
        s1 = s1.add(DoubleVector.fromArray(DOUBLES, a, at + i + LANES));
        s2 = s2.add(DoubleVector.fromArray(DOUBLES, a, at + i + 2 * LANES));
        s3 = s3.add(DoubleVector.fromArray(DOUBLES, a, at + i + 3 * LANES));
      }
      s0.intoArray(open, 0);
      s1.intoArray(open, LANES);
      s2.intoArray(open, 2 * LANES);
      s3.intoArray(open, 3 * LANES);
    }
    for (int lane = 0; i < n; i++, lane++) {
      open[lane] += a[at + i];
    }
    return PLAIN.close(open);
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
    for (; j <= n - LANES; j += LANES) {
      DoubleVector s = DoubleVector.fromArray(DOUBLES, sums, to + j);
      for (int row = 0; row < rows; row++) {
        s = s.add(wide(a, at + row * stride + j));
      }
      s.intoArray(sums, to + j);
    }
    PLAIN.columns(a, at + j, rows, stride, sums, to + j, n - j);
  }

  @Override
  public void columns(double[] a, int at, int rows, int stride, double[] sums, int to, int n) {
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      DoubleVector s = DoubleVector.fromArray(DOUBLES, sums, to + j);
      for (int row = 0; row < rows; row++) {
        s = s.add(DoubleVector.fromArray(DOUBLES, a, at + row * stride + j));
      }
      s.intoArray(sums, to + j);
    }
    PLAIN.columns(a, at + j, rows, stride, sums, to + j, n - j);
  }

  /// The order does not matter to a maximum, so lanes may be joined in any.
  @Override
  public float max(float[] a, int at, int n) {
    float max = Float.NEGATIVE_INFINITY;
    int i = at;
    int step = 2 * FLOATS.length();
    if (n >= step) {
      FloatVector largest = FloatVector.broadcast(FLOATS, max);
      FloatVector second = largest;
      for (; i <= at + n - step; i += step) {
        largest = largest.max(FloatVector.fromArray(FLOATS, a, i));
        second = second.max(FloatVector.fromArray(FLOATS, a, i + FLOATS.length()));
      }
      max = largest.max(second).reduceLanes(VectorOperators.MAX);
    }
    for (; i < at + n; i++) {
      max = Math.max(max, a[i]);
    }
    return max;
  }
}
