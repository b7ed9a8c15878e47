package kierkegrad.data;

import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Some rows of a data set: features and targets, row by row.
///
/// @param x features `[rows, …]`
/// @param y targets `[rows]` or `[rows, …]`
public record Batch(Tensor x, Tensor y) {
  /// Checks that both have the same number of rows.
  public Batch {
    if (x.rank() == 0 || y.rank() == 0 || x.size(0) != y.size(0)) {
      throw new ShapeException(
          "batch: features " + x.shape() + " and targets " + y.shape() + " differ in rows");
    }
  }

  /// The number of rows.
  public int rows() {
    return x.size(0);
  }
}
