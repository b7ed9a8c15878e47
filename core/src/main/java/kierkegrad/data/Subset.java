package kierkegrad.data;

import java.util.Arrays;

/// Some rows of a data set. PyTorch `Subset`.
public final class Subset implements Dataset {
  private final Dataset data;
  private final int[] indices;

  /// These rows, in this order.
  ///
  /// @throws IndexOutOfBoundsException if the data set has no such row
  public Subset(Dataset data, int... indices) {
    for (int index : indices) {
      check(index, data.size());
    }
    this.data = data;
    this.indices = indices.clone();
  }

  /// A copy of the row numbers in the whole data set.
  public int[] indices() {
    return indices.clone();
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public Batch rows(int... rows) {
    return data.rows(Arrays.stream(rows).map(this::index).toArray());
  }

  private int index(int row) {
    check(row, indices.length);
    return indices[row];
  }

  private static void check(int row, int size) {
    if (row < 0 || row >= size) {
      throw new IndexOutOfBoundsException(
          "subset: row " + row + " does not exist, use 0 to " + (size - 1));
    }
  }
}
