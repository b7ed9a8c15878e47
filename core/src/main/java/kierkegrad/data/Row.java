package kierkegrad.data;

import java.util.List;
import kierkegrad.tensor.Tensor;

/// One row of a data set.
///
/// @param x features
/// @param y target
public record Row(Tensor x, Tensor y) {
  /// Rows of equal shapes, one below another.
  static Batch batch(List<Row> rows) {
    return new Batch(
        Tensor.stack(0, rows.stream().map(Row::x).toList()),
        Tensor.stack(0, rows.stream().map(Row::y).toList()));
  }
}
