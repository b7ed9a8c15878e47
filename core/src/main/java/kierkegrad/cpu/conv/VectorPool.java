package kierkegrad.cpu.conv;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.machine.Machine;

/// Max pooling of squares of 2·2 that do not overlap, half a vector of results at a time.
/// Neighbours in a vector are a window's left and right; a window's order is top left, top right,
/// bottom left, bottom right, and an earlier one wins a tie. Squares with a NaN are left to plain
/// loops.
final class VectorPool {
  private static final VectorSpecies<Float> S =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Machine.vectorBits()));
  private static final int L = S.length();

  /// The number of results at a time.
  static final int RESULTS = L / 2;

  private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(S, l -> l ^ 1);
  private static final VectorShuffle<Float> TWICE = VectorShuffle.fromOp(S, l -> l / 2);
  private static final VectorMask<Float> LEFT = left();
  private static final VectorMask<Float> RESULT = S.indexInRange(0, RESULTS);

  private VectorPool() {}

  private static VectorMask<Float> left() {
    boolean[] lanes = new boolean[L];
    for (int l = 0; l < L; l += 2) {
      lanes[l] = true;
    }
    return VectorMask.fromArray(S, lanes, 0);
  }

  /// Writes the largest of each square to a row of n results, at least [#RESULTS]; says whether all
  /// are done, which they are not if there is a NaN.
  ///
  /// @param top where the upper row starts
  /// @param bottom where the lower row starts
  static boolean row(float[] x, int top, int bottom, int n, float[] y, int to) {
    VectorMask<Float> nan = S.maskAll(false);
    for (int j = 0; j < n; j += RESULTS) {
      // The last ones overlap those before.
      int at = Math.min(j, n - RESULTS);
      FloatVector a = FloatVector.fromArray(S, x, top + 2 * at);
      FloatVector b = FloatVector.fromArray(S, x, bottom + 2 * at);
      nan = nan.or(a.compare(VectorOperators.NE, a)).or(b.compare(VectorOperators.NE, b));
      FloatVector right = a.rearrange(SWAP);
      FloatVector upper = a.blend(right, right.compare(VectorOperators.GT, a));
      right = b.rearrange(SWAP);
      FloatVector lower = b.blend(right, right.compare(VectorOperators.GT, b));
      FloatVector most = upper.blend(lower, lower.compare(VectorOperators.GT, upper));
      most.compress(LEFT).intoArray(y, to + at, RESULT);
    }
    return !nan.anyTrue();
  }

  /// Writes each of n gradients to where its square is largest, and 0 beside it; says whether all
  /// are done.
  static boolean gradientRow(
      float[] x,
      int top,
      int bottom,
      int n,
      float[] g,
      int from,
      float[] y,
      int yTop,
      int yBottom) {
    VectorMask<Float> nan = S.maskAll(false);
    FloatVector zero = FloatVector.zero(S);
    for (int j = 0; j < n; j += RESULTS) {
      int at = Math.min(j, n - RESULTS);
      FloatVector a = FloatVector.fromArray(S, x, top + 2 * at);
      FloatVector b = FloatVector.fromArray(S, x, bottom + 2 * at);
      nan = nan.or(a.compare(VectorOperators.NE, a)).or(b.compare(VectorOperators.NE, b));
      FloatVector share = FloatVector.fromArray(S, g, from + at, RESULT).rearrange(TWICE);
      FloatVector besideA = a.rearrange(SWAP);
      FloatVector besideB = b.rearrange(SWAP);
      VectorMask<Float> upper =
          ahead(a, besideA)
              .and(a.compare(VectorOperators.GE, b))
              .and(a.compare(VectorOperators.GE, besideB));
      VectorMask<Float> lower =
          ahead(b, besideB)
              .and(b.compare(VectorOperators.GT, a))
              .and(b.compare(VectorOperators.GT, besideA));
      zero.blend(share, upper).intoArray(y, yTop + 2 * at);
      zero.blend(share, lower).intoArray(y, yBottom + 2 * at);
    }
    return !nan.anyTrue();
  }

  /// Where a number is larger than the one beside it, or equal and on the left.
  private static VectorMask<Float> ahead(FloatVector x, FloatVector beside) {
    return x.compare(VectorOperators.GT, beside)
        .or(x.compare(VectorOperators.EQ, beside).and(LEFT));
  }
}
