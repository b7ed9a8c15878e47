package kierkegrad.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import kierkegrad.tensor.Tensor;

/// Rows that carry their own number, so that a batch tells which rows it holds: row i has the
/// features `[i, −i]` and the target `10 · i`.
final class Numbered {
  private Numbered() {}

  static Dataset rows(int count) {
    Tensor number = Tensor.arange(count);
    return new TensorDataset(Tensor.stack(1, List.of(number, number.neg())), number.mul(10));
  }

  static Iterator<Row> stream(int count) {
    return LongStream.range(0, count).mapToObj(Numbered::row).iterator();
  }

  private static Row row(long i) {
    return new Row(Tensor.of(new long[] {i, -i}, 2), Tensor.of(new long[] {10 * i}).squeeze(0));
  }

  /// The row numbers of each batch of an epoch.
  static List<List<Long>> batches(Batches batches, int epoch) {
    List<List<Long>> numbers = new ArrayList<>();
    for (Batch batch : batches.epoch(epoch)) {
      numbers.add(numbers(batch));
    }
    return numbers;
  }

  /// The row numbers of an epoch.
  static List<Long> order(Batches batches, int epoch) {
    return batches(batches, epoch).stream().flatMap(List::stream).toList();
  }

  /// The row numbers of a batch, after a look that no row lost a feature or its target.
  static List<Long> numbers(Batch batch) {
    long[] x = batch.x().toLongArray();
    long[] y = batch.y().toLongArray();
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < batch.rows(); i++) {
      long number = x[2 * i];
      if (x[2 * i + 1] != -number || y[i] != 10 * number) {
        throw new AssertionError("mixed rows: " + Arrays.toString(x) + Arrays.toString(y));
      }
      numbers.add(number);
    }
    return numbers;
  }
}
