package kierkegrad.random;

/// A seeded source of random numbers. It is a box that advances; everything random in the library
/// draws from one.
///
/// @see Seed
public interface Generator {
  /// The next 32 random bits.
  int nextBits();

  /// The next number uniform on [0, 1), a multiple of 2⁻⁵³.
  default double nextUniform() {
    long high = Integer.toUnsignedLong(nextBits()) >>> 5;
    long low = Integer.toUnsignedLong(nextBits()) >>> 6;
    return (high * 0x1p26 + low) * 0x1p-53;
  }

  /// The next number of the standard normal distribution, by the transform of Box and Muller
  /// (1958).
  default double nextNormal() {
    double radius = Math.sqrt(-2 * Math.log1p(-nextUniform()));
    return radius * Math.cos(2 * Math.PI * nextUniform());
  }

  /// The next integer uniform on 0 to `bound − 1`, without bias.
  default int nextBelow(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("a random integer below " + bound + " does not exist");
    }
    long limit = (1L << 32) / bound * bound;
    long bits = Integer.toUnsignedLong(nextBits());
    while (bits >= limit) {
      bits = Integer.toUnsignedLong(nextBits());
    }
    return (int) (bits % bound);
  }
}
