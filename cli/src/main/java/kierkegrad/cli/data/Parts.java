package kierkegrad.cli.data;

import java.util.Arrays;
import kierkegrad.data.Split;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.tensor.Tensor;

/// Which rows train and which test, in their order in the data.
///
/// @param train the training rows
/// @param test the test rows
record Parts(int[] train, int[] test) {
  /// Splits rows; those of every class in the same way, if the targets are class numbers.
  ///
  /// @param y the targets of all rows
  static Parts of(String name, Tensor y, Plan plan) {
    TensorDataset rows = new TensorDataset(y, y);
    Split split =
        y.dtype().isFloating()
            ? Split.random(rows, 0, plan.test(), plan.seed())
            : Split.stratified(rows, 0, plan.test(), plan.seed());
    Parts parts = new Parts(sorted(split.train().indices()), sorted(split.test().indices()));
    if (parts.train.length == 0 || parts.test.length == 0) {
      throw new DataException(
          "%s: %d rows are too few for a training part and a test part of %s; add rows or change --test"
              .formatted(name, y.size(0), plan.test()));
    }
    return parts;
  }

  /// The numbers of rows as people count them.
  static long[] fromOne(int[] rows) {
    return Arrays.stream(rows).mapToLong(row -> row + 1L).toArray();
  }

  private static int[] sorted(int[] rows) {
    int[] sorted = rows.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
