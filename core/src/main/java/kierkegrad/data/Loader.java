package kierkegrad.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

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
/// @param order of the rows in each epoch; as they are by default
/// @param dropLast whether a smaller last minibatch is left out; no by default
public record Loader(Dataset data, int batchSize, Order order, boolean dropLast)
    implements Batches {
  /// In the order of the rows.
  public Loader(Dataset data, int batchSize) {
    this(data, batchSize, Order.unchanged(), false);
  }

  /// @throws IllegalArgumentException if the batch size is not positive
  public Loader {
    requireBatchSize(batchSize);
  }

  /// With an order of its own for each epoch.
  public Loader shuffled(long seed) {
    return ordered(Order.shuffled(seed));
  }

  /// In another order, such as PyTorch's for a seed: [Order#torch].
  public Loader ordered(Order order) {
    return new Loader(data, batchSize, order, dropLast);
  }

  /// Without a smaller last minibatch.
  public Loader droppingLast() {
    return new Loader(data, batchSize, order, true);
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
    return epoch(epoch, 0);
  }

  /// Those left out are not fetched.
  @Override
  public Iterable<Batch> epoch(int epoch, long from) {
    int[] rows = order.of(epoch, data.size());
    return () -> iterator(rows, (int) from);
  }

  /// Which rows of the data make up a minibatch.
  ///
  /// @param epoch from 0 on
  /// @param number of the minibatch in its epoch, from 0 on
  public int[] rows(int epoch, int number) {
    Objects.checkIndex(number, steps().orElseThrow());
    return batch(order.of(epoch, data.size()), number * batchSize);
  }

  private Iterator<Batch> iterator(int[] rows, int from) {
    return IntStream.range(from, steps().orElseThrow())
        .mapToObj(i -> data.rows(batch(rows, i * batchSize)))
        .iterator();
  }

  private int[] batch(int[] rows, int from) {
    return Arrays.copyOfRange(rows, from, Math.min(rows.length, from + batchSize));
  }
}
