package kierkegrad.cpu.loops;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.machine.Machine;

/// eˣ of numbers up to 0, as softmax and the normal distribution need it; within 1.5 ulp.
public final class VectorDecay {
  static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Machine.vectorBits()));

  /// Below it eˣ is no normal number any more, and 0 is given.
  static final float LOWEST = -87.33654f;

  static final float LOG2_E = 1.442695041f;
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;

  /// Adding 1.5·2²³ rounds to whole numbers, which then stand in the lowest bits.
  static final float ROUND = 12582912f;

  /// The coefficients of r², r³, … in e^r for |r| ≤ ½ ln 2.
  static final float C2 = 0.49999994f;

  static final float C3 = 0.16666521f;
  static final float C4 = 0.041668388f;
  static final float C5 = 0.0083687169f;
  static final float C6 = 0.0013814598f;

  private VectorDecay() {}

  /// eˣ for x ≤ 0; NaN stays. With n = round(x/ln 2) it is 2ⁿ·e^(x − n·ln 2), and the second factor
  /// is a polynomial (minimax, 3·10⁻⁹).
  public static FloatVector exp(FloatVector x) {
    FloatVector shifted = x.mul(LOG2_E).add(ROUND);
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(FloatVector.broadcast(FLOATS, -LN2_HIGH), x);
    r = n.fma(FloatVector.broadcast(FLOATS, -LN2_LOW), r);
    FloatVector p = r.fma(FloatVector.broadcast(FLOATS, C6), FloatVector.broadcast(FLOATS, C5));
    p = p.fma(r, FloatVector.broadcast(FLOATS, C4));
    p = p.fma(r, FloatVector.broadcast(FLOATS, C3));
    p = p.fma(r, FloatVector.broadcast(FLOATS, C2));
    p = p.mul(r).fma(r, r).add(1);
    FloatVector power =
        shifted.reinterpretAsInts().lanewise(LSHL, 23).add(127 << 23).reinterpretAsFloats();
    return p.mul(power).blend(0, x.compare(LT, LOWEST));
  }
}
