package kierkegrad.tensor;

import java.util.Arrays;

/// Triangles and diagonals of matrices.
final class Diagonals {
  private Diagonals() {}

  static Tensor triangle(Tensor x, int diagonal, boolean lower) {
    if (x.rank() < 2) {
      throw new ShapeException(
          (lower ? "tril: " : "triu: ") + x.shape() + " is no matrix: expects […, m, n]");
    }
    Tensor rows = Tensor.arange(x.size(-2)).unsqueeze(1).add(diagonal);
    Tensor columns = Tensor.arange(x.size(-1));
    Tensor kept = lower ? columns.le(rows) : columns.ge(rows);
    return Tensor.where(kept, x, Tensor.zeros(x.dtype(), Shape.SCALAR));
  }

  static Tensor of(Tensor x, int offset, int dim1, int dim2) {
    Tensor last = x.movedim(plane("diagonal", x, dim1, dim2), new int[] {-2, -1});
    int n = last.size(-1);
    int length = length(last.size(-2), n, offset);
    Tensor flat = last.reshape(last.shape().without(-1).with(-1, last.size(-2) * n));
    return flat.indexSelect(-1, places(length, n, offset));
  }

  static Tensor embedded(Tensor x, int offset, int dim1, int dim2) {
    if (x.rank() == 0) {
      throw new ShapeException("diag_embed: a scalar is no diagonal; needs a dimension");
    }
    int length = x.size(-1);
    int n = length + Math.abs(offset);
    Shape shape = x.shape().with(-1, n * n);
    Tensor flat = Tensor.zeros(x.dtype(), shape).indexAdd(-1, places(length, n, offset), x);
    Tensor matrices = flat.reshape(x.shape().with(-1, n).insert(x.rank(), n));
    return matrices.movedim(new int[] {-2, -1}, plane("diag_embed", matrices, dim1, dim2));
  }

  private static int length(int m, int n, int offset) {
    return Math.max(0, offset >= 0 ? Math.min(m, n - offset) : Math.min(m + offset, n));
  }

  /// Where the elements of a diagonal stand in a matrix of n columns, row by row.
  private static Tensor places(int length, int n, int offset) {
    long start = offset >= 0 ? offset : -(long) offset * n;
    return Tensor.arange(length).mul(n + 1).add(start);
  }

  private static int[] plane(String op, Tensor x, int dim1, int dim2) {
    int[] plane = {x.shape().axis(dim1), x.shape().axis(dim2)};
    if (x.rank() < 2 || plane[0] == plane[1]) {
      throw new ShapeException(
          op + ": dimensions " + Arrays.toString(plane) + " of " + x.shape() + " are no plane");
    }
    return plane;
  }
}
