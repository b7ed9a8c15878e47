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

  /// Four rows at a time, each from its beginning to its end: going down a strip of a wide matrix,
  /// every row would be waited for.
  @Override
  public void columns(float[] a, int at, int rows, int stride, double[] sums, int to, int n) {
    int wide = n - n % LANES;
    int row = 0;
    for (; row <= rows - 4; row += 4) {
      int r0 = at + row * stride;
      int r1 = r0 + stride;
      int r2 = r1 + stride;
      int r3 = r2 + stride;
      for (int j = 0; j < wide; j += LANES) {
        DoubleVector.fromArray(DOUBLES, sums, to + j)
            .add(wide(a, r0 + j))
            .add(wide(a, r1 + j))
            .add(wide(a, r2 + j))
            .add(wide(a, r3 + j))
            .intoArray(sums, to + j);
      }
    }
    for (; row < rows; row++) {
      int start = at + row * stride;
      for (int j = 0; j < wide; j += LANES) {
        DoubleVector.fromArray(DOUBLES, sums, to + j)
            .add(wide(a, start + j))
            .intoArray(sums, to + j);
      }
    }
    PLAIN.columns(a, at + wide, rows, stride, sums, to + wide, n - wide);
  }

  @Override
  public void columns(double[] a, int at, int rows, int stride, double[] sums, int to, int n) {
    int wide = n - n % LANES;
    for (int row = 0; row < rows; row++) {
      int start = at + row * stride;
      for (int j = 0; j < wide; j += LANES) {
        DoubleVector.fromArray(DOUBLES, sums, to + j)
            .add(DoubleVector.fromArray(DOUBLES, a, start + j))
            .intoArray(sums, to + j);
      }
    }
    PLAIN.columns(a, at + wide, rows, stride, sums, to + wide, n - wide);
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
