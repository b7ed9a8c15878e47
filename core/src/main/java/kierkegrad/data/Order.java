package kierkegrad.data;

import java.util.stream.IntStream;
import kierkegrad.random.Generator;
import kierkegrad.random.Sampling;
import kierkegrad.random.Seed;

/// The order of a data set's rows in each epoch.
@FunctionalInterface
public interface Order {
  /// The rows of an epoch, in their order: a pure function of the epoch and the number of rows.
  ///
  /// @param epoch from 0 on
  /// @param rows how many there are
  int[] of(int epoch, int rows);

  /// As they are.
  static Order unchanged() {
    return (_, rows) -> IntStream.range(0, rows).toArray();
  }

  /// Each epoch shuffled in its own way.
  static Order shuffled(long seed) {
    return (epoch, rows) -> Sampling.order(Orders.of(seed, epoch), rows);
  }

  /// The orders of PyTorch's `DataLoader(data, shuffle=True, generator=g)` where `g =
  /// torch.Generator().manual_seed(seed)`, to the row.
  ///
  /// PyTorch's epochs follow one another in one stream of random numbers, so that the later ones
  /// cost as much as all before them.
  static Order torch(long seed) {
    return (epoch, rows) -> {
      Generator generator = Seed.torch(seed);
      for (int before = 0; before < epoch; before++) {
        draw(generator, rows);
        generator.order(rows);
      }
      return draw(generator, rows);
    };
  }

  /// A seed for worker processes goes first. At the end of an epoch PyTorch draws another order of
  /// which it takes nothing.
  private static int[] draw(Generator generator, int rows) {
    generator.nextLong();
    return generator.order(rows);
  }
}
