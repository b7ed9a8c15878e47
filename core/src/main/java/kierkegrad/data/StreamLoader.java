package kierkegrad.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import kierkegrad.random.Generator;

/// Minibatches of rows that come one after another and need not fit in memory.
///
/// Shuffled through a buffer: it is filled first; then a random row of it leaves, and the next of
/// the stream takes its place. A buffer as large as the data shuffles perfectly, a buffer of 1
/// keeps the order. The order of epoch k is a pure function of the seed, k and the stream.
/// TensorFlow `Dataset.shuffle`, PyTorch `ShuffleDataPipe`.
///
/// @param rows starts the stream again for each epoch
/// @param batchSize rows per minibatch; the last one may be smaller
/// @param buffer how many rows wait in memory; 1 by default
/// @param seed of the orders
/// @param dropLast whether a smaller last minibatch is left out; no by default
public record StreamLoader(
    Supplier<Iterator<Row>> rows, int batchSize, int buffer, long seed, boolean dropLast)
    implements Batches {
  /// In the order of the stream.
  public StreamLoader(Supplier<Iterator<Row>> rows, int batchSize) {
    this(rows, batchSize, 1, 0, false);
  }

  /// @throws IllegalArgumentException if batch size or buffer is not positive
  public StreamLoader {
    Loader.requireBatchSize(batchSize);
    if (buffer < 1) {
      throw new IllegalArgumentException(
          "stream: a buffer of " + buffer + " rows is not possible; use 1 or more");
    }
  }

  /// Shuffled through a buffer of that many rows.
  public StreamLoader shuffled(int buffer, long seed) {
    return new StreamLoader(rows, batchSize, buffer, seed, dropLast);
  }

  /// Without a smaller last minibatch.
  public StreamLoader droppingLast() {
    return new StreamLoader(rows, batchSize, buffer, seed, true);
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    return () -> new Minibatches(new Shuffled(rows.get(), buffer, Orders.of(seed, epoch)));
  }

  private final class Minibatches implements Iterator<Batch> {
    private final Iterator<Row> source;
    private List<Row> next;

    private Minibatches(Iterator<Row> source) {
      this.source = source;
      this.next = read(source);
    }

    private List<Row> read(Iterator<Row> source) {
      List<Row> rows = new ArrayList<>();
      while (rows.size() < batchSize && source.hasNext()) {
        rows.add(source.next());
      }
      return rows;
    }

    @Override
    public boolean hasNext() {
      return dropLast ? next.size() == batchSize : !next.isEmpty();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the epoch is over");
      }
      Batch batch = Row.batch(next);
      next = read(source);
      return batch;
    }
  }

  private static final class Shuffled implements Iterator<Row> {
    private final Iterator<Row> source;
    private final Generator generator;
    private final List<Row> waiting = new ArrayList<>();

    private Shuffled(Iterator<Row> source, int buffer, Generator generator) {
      this.source = source;
      this.generator = generator;
      while (waiting.size() < buffer && source.hasNext()) {
        waiting.add(source.next());
      }
    }

    @Override
    public boolean hasNext() {
      return !waiting.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the stream is over");
      }
      int chosen = generator.nextBelow(waiting.size());
      return source.hasNext() ? waiting.set(chosen, source.next()) : remove(chosen);
    }

    /// The last one takes the place of the removed, so that no others move.
    private Row remove(int chosen) {
      Row last = waiting.removeLast();
      return chosen == waiting.size() ? last : waiting.set(chosen, last);
    }
  }
}
