package kierkegrad.cpu.loops;

import kierkegrad.op.Binary;

/// Functions of two int64 that are no instructions. Called by generated code.
final class Wholes {
  private Wholes() {}

  /// The name of the method here that computes the op on integers.
  static String name(Binary op) {
    return switch (op) {
      case POW -> "power";
      case FMOD -> "fmod";
      case REMAINDER -> "remainder";
      case FLOOR_DIVIDE -> "floorDivide";
      default -> throw new IllegalStateException(op.opName() + " of integers");
    };
  }

  static long power(long base, long exponent) {
    if (exponent < 0) {
      throw new IllegalArgumentException(
          "pow: integers to negative powers are not integers; convert with to(DType.F32)");
    }
    long result = 1;
    long square = base;
    for (long e = exponent; e > 0; e >>= 1) {
      if ((e & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  static long fmod(long a, long b) {
    return a % divisor("fmod", b);
  }

  static long remainder(long a, long b) {
    return Math.floorMod(a, divisor("remainder", b));
  }

  static long floorDivide(long a, long b) {
    return Math.floorDiv(a, divisor("floor_divide", b));
  }

  private static long divisor(String op, long b) {
    if (b == 0) {
      throw new IllegalArgumentException(
          op + ": integers divided by 0; convert with to(DType.F32) for infinities and NaN");
    }
    return b;
  }
}
