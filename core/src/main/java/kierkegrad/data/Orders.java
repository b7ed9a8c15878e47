package kierkegrad.data;

import kierkegrad.random.Generator;
import kierkegrad.random.Philox;

/// Random numbers that are a pure function of a seed and an epoch.
final class Orders {
  private static final int NUMBERS_PER_EPOCH = 40;

  private Orders() {}

  /// The generator of an epoch. Each has 2⁴⁰ numbers of the seed's stream to itself; the first 2⁴⁰
  /// are left to the weights, which often start from the same seed.
  static Generator of(long seed, int epoch) {
    return new Philox(seed, (epoch + 1L) << NUMBERS_PER_EPOCH);
  }
}
