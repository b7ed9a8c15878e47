package kierkegrad.random;

import kierkegrad.tensor.Tensor;

/// The counter-based generator Philox 4×32 with ten rounds: block `n` of a seed is a pure function
/// of both.
///
/// Source: Salmon, Moraes, Dror, Shaw, *Parallel random numbers: as easy as 1, 2, 3* (SC 2011).
public final class Philox implements Generator {
  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  private static final int STATE = 2;

  private long seed;
  private long position;
  private final int[] block = new int[4];

  /// A generator at the start of a seed's stream.
  public Philox(long seed) {
    this(seed, 0);
  }

  /// A generator that continues a seed's stream where [#position] says.
  public Philox(long seed, long position) {
    continueAt(seed, position);
  }

  private void continueAt(long seed, long position) {
    this.seed = seed;
    this.position = position;
    if (position % 4 != 0) {
      fill(position / 4);
    }
  }

  /// Seed and position, `[2]`.
  @Override
  public Tensor state() {
    return Tensor.of(new long[] {seed, position});
  }

  @Override
  public void restore(Tensor state) {
    long[] numbers = States.numbers("Philox", state, STATE);
    if (numbers[1] < 0) {
      throw new IllegalArgumentException(
          "generator Philox: the saved position is " + numbers[1] + "; is the state damaged?");
    }
    continueAt(numbers[0], numbers[1]);
  }

  /// The seed.
  public long seed() {
    return seed;
  }

  /// How many 32-bit numbers have been drawn.
  public long position() {
    return position;
  }

  @Override
  public int nextBits() {
    int lane = (int) (position & 3);
    if (lane == 0) {
      fill(position / 4);
    }
    position++;
    return block[lane];
  }

  private void fill(long counter) {
    block((int) counter, (int) (counter >>> 32), 0, 0, seed, block);
  }

  /// The four numbers of one counter under one key.
  static int[] block(int c0, int c1, int c2, int c3, long key) {
    int[] block = new int[4];
    block(c0, c1, c2, c3, key, block);
    return block;
  }

  private static void block(int c0, int c1, int c2, int c3, long key, int[] block) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = MULTIPLIER_0 * Integer.toUnsignedLong(c0);
      long p1 = MULTIPLIER_1 * Integer.toUnsignedLong(c2);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    block[0] = c0;
    block[1] = c1;
    block[2] = c2;
    block[3] = c3;
  }
}
