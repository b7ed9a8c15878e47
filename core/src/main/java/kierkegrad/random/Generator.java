package kierkegrad.random;

import kierkegrad.tensor.Tensor;

/// A seeded source of random numbers. It is a box that advances; everything random in the library
/// draws from one.
///
/// One number after another comes from [#nextBits], [#nextUniform], [#nextNormal] and [#nextBelow].
/// Whole tensors are filled by [#uniform], [#normal] and [#order], which a generator may do in its
/// own way.
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
  ///
  /// @throws IllegalArgumentException if the bound is not positive
  default int nextBelow(int bound) {
    Sampling.requirePositive(bound);
    long limit = (1L << 32) / bound * bound;
    long bits = Integer.toUnsignedLong(nextBits());
    while (bits >= limit) {
      bits = Integer.toUnsignedLong(nextBits());
    }
    return (int) (bits % bound);
  }

  /// The next integer uniform on 0 to `bound − 1`, without bias.
  ///
  /// @throws IllegalArgumentException if the bound is not positive
  default long nextBelow(long bound) {
    Sampling.requirePositive(bound);
    if (bound <= Integer.MAX_VALUE) {
      return nextBelow((int) bound);
    }
    long rest = Long.remainderUnsigned(-bound, bound);
    long bits = nextLong();
    while (Long.compareUnsigned(bits, -rest - 1) > 0) {
      bits = nextLong();
    }
    return Long.remainderUnsigned(bits, bound);
  }

  /// The next 64 random bits, the high half first.
  default long nextLong() {
    long high = nextBits();
    return high << 32 | Integer.toUnsignedLong(nextBits());
  }

  /// Fills with numbers uniform on [low, high); all `low` if both are equal.
  default void uniform(double[] y, double low, double high) {
    for (int i = 0; i < y.length; i++) {
      y[i] = low + (high - low) * nextUniform();
    }
  }

  /// Fills with numbers uniform on [low, high); all `low` if both are equal.
  default void uniform(float[] y, double low, double high) {
    for (int i = 0; i < y.length; i++) {
      float value = (float) (low + (high - low) * nextUniform());
      // Rounding to float32 could reach the open end; the largest number below it stands for that.
      y[i] = value >= high && low < high ? Math.nextDown((float) high) : value;
    }
  }

  /// Fills with numbers of the normal distribution.
  default void normal(double[] y, double mean, double deviation) {
    for (int i = 0; i < y.length; i++) {
      y[i] = mean + deviation * nextNormal();
    }
  }

  /// Fills with numbers of the normal distribution.
  default void normal(float[] y, double mean, double deviation) {
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) (mean + deviation * nextNormal());
    }
  }

  /// A random order of 0 to `n − 1`, by the shuffle of Fisher and Yates.
  default int[] order(int n) {
    int[] order = Sampling.ascending(n);
    for (int i = n - 1; i > 0; i--) {
      Sampling.swap(order, i, nextBelow(i + 1));
    }
    return order;
  }

  /// Where it stands: what [#restore] needs so that the same numbers follow. PyTorch
  /// `Generator.get_state`; the form is each generator's own.
  ///
  /// @throws UnsupportedOperationException if this kind of generator does not say it
  default Tensor state() {
    throw unsupported("state()");
  }

  /// Goes on from where [#state] said. PyTorch `Generator.set_state`.
  ///
  /// @throws IllegalArgumentException if the state is not one of this kind of generator; nothing is
  ///   changed then
  /// @throws UnsupportedOperationException if this kind of generator cannot
  default void restore(Tensor state) {
    throw unsupported("restore(state)");
  }

  private UnsupportedOperationException unsupported(String method) {
    return new UnsupportedOperationException(
        "generator %s: does not override %s, so that nobody can continue where it stands; override state() and restore(state), or take Seed.of(…)"
            .formatted(getClass().getName(), method));
  }
}
