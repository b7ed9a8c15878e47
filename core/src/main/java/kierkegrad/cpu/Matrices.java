package kierkegrad.cpu;

import java.util.Optional;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;

/// The matrices in the last two dimensions of a tensor, as its layout sees them.
///
/// @param starts where each of them starts in the storage
record Matrices(int rows, int columns, int rowStride, int columnStride, int[] starts) {
  /// Those of a tensor that is repeated along a batch's dimensions.
  static Matrices of(Layout layout, Shape batch) {
    int rank = layout.shape().rank();
    int rows = layout.shape().size(-2);
    int columns = layout.shape().size(-1);
    int[] sizes = batch.toArray();
    int[] steps = layout.expand(whole(batch, rows, columns)).strides();
    int[] starts = new int[batch.elements()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = layout.offset();
      for (int dim = sizes.length - 1, rest = i; dim >= 0; rest /= sizes[dim--]) {
        starts[i] += rest % sizes[dim] * steps[dim];
      }
    }
    // Where nothing is beside, any distance is right; 1 is the one that suits kernels.
    return new Matrices(
        rows,
        columns,
        rows == 1 ? 1 : layout.stride(rank - 2),
        columns == 1 ? 1 : layout.stride(rank - 1),
        starts);
  }

  private static Shape whole(Shape batch, int rows, int columns) {
    return batch.insert(batch.rank(), rows).insert(batch.rank() + 1, columns);
  }

  /// All rows as one matrix, if they lie evenly behind one another.
  static Optional<Matrices> joined(Layout layout) {
    Shape shape = layout.shape();
    int rows = shape.without(-1).elements();
    return layout.reshape(Shape.of(rows, shape.size(-1))).map(all -> of(all, Shape.SCALAR));
  }

  /// The matrices with rows for columns.
  Matrices transposed() {
    return new Matrices(columns, rows, columnStride, rowStride, starts);
  }
}
