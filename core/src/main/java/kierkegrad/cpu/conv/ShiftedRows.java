package kierkegrad.cpu.conv;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Copies of an image's rows for a strip of results, each shifted so that what a tap reads at
/// consecutive results lies at consecutive places, even from one row to the next. There is one copy
/// per shift of columns, not per tap: taps above one another read the same copy from other rows on.
///
/// With a stride of rows, the rows that one tap reads lie behind one another, too.
final class ShiftedRows {
  private final Phase phase;
  private final int height;
  private final int width;

  /// The distinct shifts of columns.
  private final int[] shifts;

  /// The topmost row that the first result reads, and the distinct distances from it modulo the
  /// stride.
  private final int top;

  private final int[] classes;

  /// The number of rows of one class.
  private final int rows;

  /// Where the copies of a tap's rows start.
  private final int[] offsets;

  /// @param height the number of rows of the image
  /// @param width the number of its columns
  /// @param strip the number of rows of results
  ShiftedRows(Phase phase, int height, int width, int strip) {
    this.phase = phase;
    this.height = height;
    this.width = width;
    int stride = phase.strideY();
    this.top = IntStream.of(phase.y()).min().orElse(0);
    this.shifts = IntStream.of(phase.x()).distinct().sorted().toArray();
    this.classes = IntStream.of(phase.y()).map(y -> (y - top) % stride).distinct().toArray();
    this.rows = strip + (IntStream.of(phase.y()).max().orElse(0) - top) / stride;
    this.offsets = new int[phase.taps().length];
    for (int t = 0; t < offsets.length; t++) {
      int shift = Arrays.binarySearch(shifts, phase.x()[t]);
      int y = phase.y()[t] - top;
      int group = IntStream.of(classes).boxed().toList().indexOf(y % stride);
      offsets[t] = ((shift * classes.length + group) * rows + y / stride) * phase.columns();
    }
  }

  /// The number of elements per channel.
  int size() {
    return shifts.length * classes.length * rows * phase.columns();
  }

  /// Where in a channel's copies tap `t` begins.
  int offset(int t) {
    return offsets[t];
  }

  /// Copies what the strip of results from row `first` on reads.
  ///
  /// @param from where the first channel's plane starts
  void pack(Tile tile, float[] image, int from, int channels, int first, float[] out) {
    int columns = phase.columns();
    for (int c = 0; c < channels; c++) {
      int plane = from + c * height * width;
      int to = c * size();
      for (int shift : shifts) {
        for (int group : classes) {
          int y = top + group + first * phase.strideY();
          rows(tile, image, plane, y, shift, out, to);
          to += rows * columns;
        }
      }
    }
  }

  /// Copies the rows from y on, by the stride, shifted by x.
  private void rows(Tile tile, float[] image, int plane, int y, int x, float[] out, int to) {
    int columns = phase.columns();
    int down = phase.strideY();
    int step = phase.strideX();
    int above = Math.clamp(Math.ceilDiv(-y, down), 0, rows);
    int below = Math.clamp(Math.ceilDiv(height - y, down), above, rows);
    int begin = Math.clamp(Math.ceilDiv(-x, step), 0, columns);
    int end = Math.clamp(Math.ceilDiv(width - x, step), begin, columns);
    int from = plane + (y + above * down) * width + x + begin * step;
    int target = to + above * columns + begin;
    if (step == 1 && begin < end) {
      tile.copy(below - above, image, from, down * width, out, target, columns, end - begin);
    } else {
      for (int r = 0; r < below - above; r++) {
        int in = from + r * down * width;
        for (int v = 0; v < end - begin; v++) {
          out[target + r * columns + v] = image[in + v * step];
        }
      }
    }
    // Only now, for a copied row may end in what follows it.
    for (int r = above; r < below && end - begin < columns; r++) {
      int row = to + r * columns;
      for (int v = 0; v < begin; v++) {
        out[row + v] = 0;
      }
      for (int v = end; v < columns; v++) {
        out[row + v] = 0;
      }
    }
    Arrays.fill(out, to, to + above * columns, 0);
    Arrays.fill(out, to + below * columns, to + rows * columns, 0);
  }
}
