package kierkegrad.cpu;

import java.util.Arrays;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;

/// Walks several layouts of one shape together, row by row: the last dimension is a row, and each
/// layout says where its row starts and how far apart its elements are.
final class Rows {
  private final int[] sizes;
  private final int[][] strides;
  private final int[] offsets;
  private final int length;
  private final int count;

  private Rows(int[] sizes, int[][] strides, int[] offsets, int length, int count) {
    this.sizes = sizes;
    this.strides = strides;
    this.offsets = offsets;
    this.length = length;
    this.count = count;
  }

  /// The rows of a shape, as each layout, which must be of that shape, sees them. Dimensions that
  /// lie evenly behind one another in every layout are joined, so that rows are as long as they can
  /// be.
  static Rows of(Shape shape, Layout... layouts) {
    int rank = shape.rank();
    int[] sizes = new int[rank];
    int[][] strides = new int[layouts.length][rank];
    int last = -1;
    for (int dim = 0; dim < rank; dim++) {
      if (shape.size(dim) == 1) {
        continue;
      }
      if (last >= 0 && joins(layouts, strides, last, dim, shape.size(dim))) {
        sizes[last] *= shape.size(dim);
      } else {
        sizes[++last] = shape.size(dim);
      }
      for (int k = 0; k < layouts.length; k++) {
        strides[k][last] = layouts[k].stride(dim);
      }
    }
    int length = shape.elements() == 0 ? 0 : last < 0 ? 1 : sizes[last];
    int outer = Math.max(0, last);
    int[][] kept = new int[layouts.length][];
    int[] offsets = new int[layouts.length];
    for (int k = 0; k < layouts.length; k++) {
      kept[k] = last < 0 ? new int[1] : Arrays.copyOf(strides[k], last + 1);
      offsets[k] = layouts[k].offset();
    }
    int count = length == 0 ? 0 : shape.elements() / length;
    return new Rows(Arrays.copyOf(sizes, outer), kept, offsets, length, count);
  }

  private static boolean joins(Layout[] layouts, int[][] strides, int last, int dim, int size) {
    for (int k = 0; k < layouts.length; k++) {
      if (strides[k][last] != layouts[k].stride(dim) * size) {
        return false;
      }
    }
    return true;
  }

  /// The number of elements in a row.
  int length() {
    return length;
  }

  /// The distance between neighbours in a row of layout `k`.
  int step(int k) {
    return strides[k][strides[k].length - 1];
  }

  /// Where layout `k` begins.
  int offset(int k) {
    return offsets[k];
  }

  /// The number of rows.
  int count() {
    return count;
  }

  /// Where a row starts in storage `k`.
  int locate(int k, int row) {
    int start = offsets[k];
    int rest = row;
    for (int d = sizes.length - 1; d > 0; d--) {
      int next = rest / sizes[d];
      start += (rest - next * sizes[d]) * strides[k][d];
      rest = next;
    }
    return sizes.length == 0 ? start : start + rest * strides[k][0];
  }

  /// The number of rows that lie `between` apart in storage 0 before the next dimension begins; 1
  /// if there is no further dimension.
  int neighbours() {
    return sizes.length == 0 ? 1 : sizes[sizes.length - 1];
  }

  /// The distance between neighbouring rows in storage 0.
  int between() {
    return sizes.length == 0 ? 0 : strides[0][sizes.length - 1];
  }

  /// Finds where a row starts in each storage.
  void locate(int row, int[] starts) {
    System.arraycopy(offsets, 0, starts, 0, offsets.length);
    int rest = row;
    for (int d = sizes.length - 1; d >= 0; d--) {
      int index = rest;
      if (d > 0) {
        rest = index / sizes[d];
        index -= rest * sizes[d];
      }
      for (int k = 0; k < offsets.length; k++) {
        starts[k] += index * strides[k][d];
      }
    }
  }
}
