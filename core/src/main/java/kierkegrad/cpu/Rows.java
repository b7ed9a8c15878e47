package kierkegrad.cpu;

import java.util.Arrays;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;

/// Walks several layouts of one shape together, row by row: the last dimension is a row, and each
/// layout says where its row starts and how far apart its elements are.
final class Rows {
  /// Work on one row.
  @FunctionalInterface
  interface Body {
    /// @param starts where the row starts in each storage
    /// @param out where the row starts in a contiguous result
    void row(int[] starts, int out);
  }

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

  /// Where a row starts in the first storage.
  int locate(int row) {
    int start = offsets[0];
    int rest = row;
    for (int d = sizes.length - 1; d > 0; d--) {
      int next = rest / sizes[d];
      start += (rest - next * sizes[d]) * strides[0][d];
      rest = next;
    }
    return sizes.length == 0 ? start : start + rest * strides[0][0];
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

  /// Visits the rows `from` to `to − 1`.
  void each(int from, int to, Body body) {
    if (from == to) {
      return;
    }
    int[] index = new int[sizes.length];
    int[] starts = offsets.clone();
    int rest = from;
    for (int d = sizes.length - 1; d >= 0; d--) {
      index[d] = rest % sizes[d];
      rest /= sizes[d];
      for (int k = 0; k < starts.length; k++) {
        starts[k] += index[d] * strides[k][d];
      }
    }
    for (int row = from; row < to; row++) {
      body.row(starts, row * length);
      for (int d = sizes.length - 1; d >= 0; d--) {
        index[d]++;
        boolean carry = index[d] == sizes[d];
        int move = carry ? 1 - sizes[d] : 1;
        for (int k = 0; k < starts.length; k++) {
          starts[k] += move * strides[k][d];
        }
        if (!carry) {
          break;
        }
        index[d] = 0;
      }
    }
  }

  /// Visits all rows, on several threads if they are many elements.
  void all(Body body) {
    int grain = Math.max(1, Elementwise.GRAIN / Math.max(1, length));
    Threads.parallel(count, grain, (from, to) -> each(from, to, body));
  }
}
