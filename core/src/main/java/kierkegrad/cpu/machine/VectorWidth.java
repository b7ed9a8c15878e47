package kierkegrad.cpu.machine;

import jdk.incubator.vector.FloatVector;

/// What the Vector API knows; loaded only if it is there.
final class VectorWidth {
  private VectorWidth() {}

  static int preferred() {
    return Math.clamp(FloatVector.SPECIES_PREFERRED.vectorBitSize(), 128, 512);
  }
}
