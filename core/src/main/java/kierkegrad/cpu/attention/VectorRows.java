package kierkegrad.cpu.attention;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.MAX;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.loops.VectorDecay;
import kierkegrad.cpu.loops.VectorLanes;
import kierkegrad.cpu.machine.Machine;

/// What happens to the rows of weights between the matrix products, in place. There is room behind
/// a row for whole vectors.
final class VectorRows {
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Machine.vectorBits()));
  private static final int LANES = FLOATS.length();

  private VectorRows() {}

  /// The first `seen` numbers of a row become `softmax(scale·x)`, those behind them, up to `width`,
  /// 0.
  static void softmax(float[] p, int at, int seen, int width, float scale) {
    int end = Math.ceilDiv(seen, LANES) * LANES;
    Arrays.fill(p, at + seen, at + end, Float.NEGATIVE_INFINITY);
    FloatVector best = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < end; i += LANES) {
      // NaN is not greater, but stays in the sum below.
      FloatVector x = FloatVector.fromArray(FLOATS, p, at + i).mul(scale);
      best = best.blend(x, x.compare(GT, best));
    }
    FloatVector shift = FloatVector.broadcast(FLOATS, -best.reduceLanes(MAX));
    FloatVector factor = FloatVector.broadcast(FLOATS, scale);
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = VectorDecay.exp(FloatVector.fromArray(FLOATS, p, at + i).fma(factor, shift));
      e.intoArray(p, at + i);
      sum = sum.add(e);
    }
    float share = 1 / VectorLanes.sum(sum);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOATS, p, at + i).mul(share).intoArray(p, at + i);
    }
    if (end < width) {
      Arrays.fill(p, at + end, at + width, 0);
    }
  }

  /// The gradient behind softmax: `d = scale·p∘(d − Σ p∘d)` for the first `seen` numbers, 0 for
  /// those behind them.
  static void slope(float[] p, float[] d, int at, int seen, int width, float scale) {
    int end = Math.ceilDiv(seen, LANES) * LANES;
    Arrays.fill(d, at + seen, at + end, 0);
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < end; i += LANES) {
      sum =
          FloatVector.fromArray(FLOATS, p, at + i)
              .fma(FloatVector.fromArray(FLOATS, d, at + i), sum);
    }
    float middle = VectorLanes.sum(sum);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(FLOATS, d, at + i)
          .sub(middle)
          .mul(FloatVector.fromArray(FLOATS, p, at + i))
          .mul(scale)
          .intoArray(d, at + i);
    }
    if (end < width) {
      Arrays.fill(d, at + end, at + width, 0);
    }
  }
}
