package kierkegrad.cpu.loops;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Sums across the lanes of a vector, in one order everywhere: halves are added, then their halves.
/// (`reduceLanes` leaves the order open.)
public final class VectorLanes {
  private static final VectorSpecies<Float> FLOATS = VectorDecay.FLOATS;
  private static final int LANES = FLOATS.length();
  private static final VectorShuffle<Float> BY_8 = turn(8);
  private static final VectorShuffle<Float> BY_4 = turn(4);
  private static final VectorShuffle<Float> BY_2 = turn(2);
  private static final VectorShuffle<Float> BY_1 = turn(1);

  private VectorLanes() {}

  private static VectorShuffle<Float> turn(int by) {
    return VectorShuffle.fromOp(FLOATS, i -> (i + by) % LANES);
  }

  /// The sum of all lanes.
  public static float sum(FloatVector v) {
    FloatVector sum = v;
    if (LANES > 8) {
      sum = sum.add(sum.rearrange(BY_8));
    }
    if (LANES > 4) {
      sum = sum.add(sum.rearrange(BY_4));
    }
    sum = sum.add(sum.rearrange(BY_2));
    return sum.add(sum.rearrange(BY_1)).lane(0);
  }
}
