package kierkegrad.data;

import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Class numbers as targets.
public final class Labels {
  private static final int ROWS_AT_ONCE = 4096;

  private Labels() {}

  /// How many rows each class has, from class 0 to the highest that occurs.
  public static int[] counts(Dataset data) {
    return counts(of(data));
  }

  /// How many of the class numbers `[rows]` are 0, 1, … up to the highest that occurs.
  public static int[] counts(Tensor classes) {
    return counts(checked(classes));
  }

  private static int[] counts(int[] classes) {
    int highest = -1;
    for (int c : classes) {
      highest = Math.max(highest, c);
    }
    int[] counts = new int[highest + 1];
    for (int c : classes) {
      counts[c]++;
    }
    return counts;
  }

  /// The class number of each row.
  static int[] of(Dataset data) {
    int[] classes = new int[data.size()];
    int from = 0;
    for (Batch batch : new Loader(data, ROWS_AT_ONCE).epoch(0)) {
      System.arraycopy(checked(batch.y()), 0, classes, from, batch.rows());
      from += batch.rows();
    }
    return classes;
  }

  private static int[] checked(Tensor y) {
    if (y.rank() != 1 || y.dtype().isFloating()) {
      throw new ShapeException(
          "class numbers: expects integers [rows], got "
              + y.dtype().torchName()
              + y.shape()
              + "; convert with to(DType.I64), or take argmax(1) of one-hot rows");
    }
    int[] classes = y.toIntArray();
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] < 0) {
        throw new IllegalArgumentException(
            "class numbers: row " + i + " has " + classes[i] + "; classes count from 0");
      }
    }
    return classes;
  }
}
