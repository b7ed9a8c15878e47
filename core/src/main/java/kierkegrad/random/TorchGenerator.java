package kierkegrad.random;

import kierkegrad.tensor.Tensor;

/// PyTorch's CPU generator and its ways to fill a tensor.
///
/// Numbers uniform on an interval are 24 bits of one word in float32 and 53 bits of two words in
/// float64. Fewer than 16 normal numbers come one after another, in pairs by the transform of Box
/// and Muller, of which the second waits for the next call; 16 and more are made of uniform numbers
/// in blocks of 16 ([NormalBlocks]).
///
/// @see Seed#torch(long)
final class TorchGenerator implements Generator {
  private static final int BLOCK = 16;
  private static final long MANTISSA = (1L << 53) - 1;

  /// Below this, PyTorch takes the rest of 32 bits, at and above of 64, so that no number is
  /// favoured much.
  private static final long WIDE = 1L << 28;

  private static final int WIDE_ORDER = (int) (0xFFFF_FFFFL / 20);

  private final MersenneTwister words;
  private final boolean fuses;
  private boolean waits;
  private double waiting;

  TorchGenerator(long seed, CpuCapability capability) {
    fuses = capability == CpuCapability.AVX2;
    words = new MersenneTwister(seed);
  }

  /// The words of the twister, which of them is next, whether a normal number waits, and its bits:
  /// `[627]`. (PyTorch's has the same content in bytes.)
  @Override
  public Tensor state() {
    long[] numbers = new long[MersenneTwister.size() + 2];
    words.save(numbers);
    numbers[MersenneTwister.size()] = waits ? 1 : 0;
    numbers[MersenneTwister.size() + 1] = Double.doubleToRawLongBits(waiting);
    return Tensor.of(numbers);
  }

  @Override
  public void restore(Tensor state) {
    long[] numbers = States.numbers("torch", state, MersenneTwister.size() + 2);
    words.restore(numbers);
    waits = numbers[MersenneTwister.size()] != 0;
    waiting = Double.longBitsToDouble(numbers[MersenneTwister.size() + 1]);
  }

  @Override
  public int nextBits() {
    return words.nextBits();
  }

  @Override
  public double nextUniform() {
    return (nextLong() & MANTISSA) * 0x1p-53;
  }

  private float nextFloat() {
    return (nextBits() & 0xFF_FFFF) * 0x1p-24f;
  }

  @Override
  public double nextNormal() {
    if (waits) {
      waits = false;
      return waiting;
    }
    double angle = 2 * Math.PI * nextUniform();
    double radius = Math.sqrt(-2 * Math.log1p(-nextUniform()));
    waits = true;
    waiting = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /// The remainder of 32 or 64 bits, as PyTorch takes it: almost without bias.
  @Override
  public long nextBelow(long bound) {
    Sampling.requirePositive(bound);
    return bound < WIDE
        ? Integer.remainderUnsigned(nextBits(), (int) bound)
        : Long.remainderUnsigned(nextLong(), bound);
  }

  @Override
  public int nextBelow(int bound) {
    return (int) nextBelow((long) bound);
  }

  @Override
  public void uniform(double[] y, double low, double high) {
    for (int i = 0; i < y.length; i++) {
      double x = nextUniform();
      y[i] = fuses ? Math.fma(x, high - low, low) : x * (high - low) + low;
    }
  }

  @Override
  public void uniform(float[] y, double low, double high) {
    float from = (float) low;
    float width = (float) high - from;
    for (int i = 0; i < y.length; i++) {
      float x = nextFloat();
      y[i] = fuses ? Math.fma(x, width, from) : x * width + from;
    }
  }

  @Override
  public void normal(double[] y, double mean, double deviation) {
    if (y.length < BLOCK) {
      for (int i = 0; i < y.length; i++) {
        y[i] = Math.fma(nextNormal(), deviation, mean);
      }
      return;
    }
    uniform(y, 0, 1);
    for (int i = 0; i + BLOCK <= y.length; i += BLOCK) {
      NormalBlocks.fill(y, i, mean, deviation);
    }
    if (y.length % BLOCK != 0) {
      int tail = y.length - BLOCK;
      for (int i = tail; i < y.length; i++) {
        y[i] = nextUniform();
      }
      NormalBlocks.fill(y, tail, mean, deviation);
    }
  }

  @Override
  public void normal(float[] y, double mean, double deviation) {
    if (y.length < BLOCK) {
      for (int i = 0; i < y.length; i++) {
        y[i] = (float) Math.fma(nextNormal(), deviation, mean);
      }
      return;
    }
    uniform(y, 0, 1);
    for (int i = 0; i + BLOCK <= y.length; i += BLOCK) {
      block(y, i, (float) mean, (float) deviation);
    }
    if (y.length % BLOCK != 0) {
      int tail = y.length - BLOCK;
      for (int i = tail; i < y.length; i++) {
        y[i] = nextFloat();
      }
      block(y, tail, (float) mean, (float) deviation);
    }
  }

  private void block(float[] y, int start, float mean, float deviation) {
    if (fuses) {
      NormalBlocks.fillFused(y, start, mean, deviation);
    } else {
      NormalBlocks.fill(y, start, mean, deviation);
    }
  }

  @Override
  public int[] order(int n) {
    int[] order = Sampling.ascending(n);
    for (int i = 0; i < n - 1; i++) {
      long rest = n - i;
      long chosen =
          n < WIDE_ORDER
              ? Integer.remainderUnsigned(nextBits(), (int) rest)
              : Long.remainderUnsigned(nextLong(), rest);
      Sampling.swap(order, i, i + (int) chosen);
    }
    return order;
  }
}
