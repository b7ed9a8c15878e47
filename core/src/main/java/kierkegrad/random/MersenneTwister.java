package kierkegrad.random;

/// The generator MT19937 with 32-bit words, seeded with the low 32 bits of a seed.
///
/// Source: Matsumoto, Nishimura, *Mersenne Twister: a 623-dimensionally equidistributed uniform
/// pseudo-random number generator* (1998), with the initialisation of 2002.
final class MersenneTwister {
  private static final int WORDS = 624;
  private static final int MIDDLE = 397;
  private static final int MATRIX = 0x9908b0df;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7fffffff;
  private static final int INITIAL_FACTOR = 1812433253;

  private final int[] state = new int[WORDS];
  private int next = WORDS;

  MersenneTwister(long seed) {
    state[0] = (int) seed;
    for (int i = 1; i < WORDS; i++) {
      int last = state[i - 1];
      state[i] = INITIAL_FACTOR * (last ^ last >>> 30) + i;
    }
  }

  /// How many numbers [#save] writes.
  static int size() {
    return WORDS + 1;
  }

  /// Writes the words, and which of them is next, to the front.
  void save(long[] to) {
    for (int i = 0; i < WORDS; i++) {
      to[i] = Integer.toUnsignedLong(state[i]);
    }
    to[WORDS] = next;
  }

  /// Takes up what [#save] wrote.
  void restore(long[] from) {
    if (from[WORDS] < 0 || from[WORDS] > WORDS) {
      throw new IllegalArgumentException(
          "generator MT19937: the next of its 624 words would be number "
              + from[WORDS]
              + "; is the state damaged?");
    }
    for (int i = 0; i < WORDS; i++) {
      state[i] = (int) from[i];
    }
    next = (int) from[WORDS];
  }

  int nextBits() {
    if (next == WORDS) {
      twist();
      next = 0;
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    return y ^ y >>> 18;
  }

  private void twist() {
    for (int i = 0; i < WORDS; i++) {
      int after = i + 1 == WORDS ? 0 : i + 1;
      int far = i < WORDS - MIDDLE ? i + MIDDLE : i + MIDDLE - WORDS;
      int mixed = state[i] & UPPER | state[after] & LOWER;
      state[i] = state[far] ^ mixed >>> 1 ^ (mixed & 1) * MATRIX;
    }
  }
}
