package kierkegrad.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import kierkegrad.random.Sampling;

/// Minibatches of a data set. PyTorch `DataLoader`.
///
/// ```java
/// Batches batches = new Loader(train, 32).shuffled(42);
/// for (Batch batch : batches.epoch(0)) { … }
/// ```
///
/// Shuffled, the order of epoch k is a pure function of the seed and k, so that a run can be
/// repeated, or continued at any epoch.
///
/// @param data the rows
/// @param batchSize rows per minibatch; the last one may be smaller
/// @param shuffle whether each epoch has an order of its own; no by default
/// @param seed of the orders
/// @param dropLast whether a smaller last minibatch is left out; no by default
public record Loader(Dataset data, int batchSize, boolean shuffle, long seed, boolean dropLast)
    implements Batches {
  /// In the order of the rows.
  public Loader(Dataset data, int batchSize) {
    this(data, batchSize, false, 0, false);
  }

  /// @throws IllegalArgumentException if the batch size is not positive
  public Loader {
    requireBatchSize(batchSize);
  }

  /// With an order of its own for each epoch.
  public Loader shuffled(long seed) {
    return new Loader(data, batchSize, true, seed, dropLast);
  }

  /// Without a smaller last minibatch.
  public Loader droppingLast() {
    return new Loader(data, batchSize, shuffle, seed, true);
  }

  static void requireBatchSize(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "loader: a batch of " + batchSize + " rows is not possible; use 1 or more");
    }
  }

  @Override
  public OptionalInt steps() {
    int size = data.size();
    return OptionalInt.of(dropLast ? size / batchSize : Math.ceilDiv(size, batchSize));
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    int[] order = order(epoch);
    return () -> iterator(order);
  }

  private int[] order(int epoch) {
    return shuffle
        ? Sampling.order(Orders.of(seed, epoch), data.size())
        : IntStream.range(0, data.size()).toArray();
  }

  private Iterator<Batch> iterator(int[] order) {
    return IntStream.range(0, steps().orElseThrow())
        .mapToObj(i -> data.rows(batch(order, i * batchSize)))
        .iterator();
  }

  private int[] batch(int[] order, int from) {
    return Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize));
  }
}
