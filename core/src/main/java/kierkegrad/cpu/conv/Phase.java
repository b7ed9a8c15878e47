package kierkegrad.cpu.conv;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.cpu.conv.ConvShape.Axis;

/// A product of images and weights whose results lie on a grid: result `[u, v]` sums the pixels `[y
/// + u·strideY, x + v·strideX]` over the taps.
///
/// A convolution is one phase. Its gradient in the images is one for each place of a pixel relative
/// to the stride: only every stride-th element of the window meets it, at consecutive positions.
///
/// @param rows the number of results above one another
/// @param columns the number of results side by side
/// @param strideY how far the pixels move from one row of results to the next
/// @param strideX how far the pixels move from one result to the next
/// @param taps the elements of the window, as numbers from 0 on
/// @param y the row of each tap's first pixel
/// @param x the column of each tap's first pixel
/// @param place where in an image the results lie
record Phase(
    int rows, int columns, int strideY, int strideX, int[] taps, int[] y, int[] x, Place place) {
  /// Result `[u, v]` lies at row `top + u·stepY`, column `left + v·stepX` of an image of that
  /// width.
  record Place(int width, int top, int left, int stepY, int stepX) {
    int at(int u, int v) {
      return (top + u * stepY) * width + left + v * stepX;
    }

    /// Whether the results lie one behind another.
    boolean isDense() {
      return stepY == 1 && stepX == 1;
    }
  }

  static Phase forward(ConvShape s) {
    Axis height = s.height();
    Axis width = s.width();
    int n = s.taps();
    return new Phase(
        height.positions(),
        width.positions(),
        height.stride(),
        width.stride(),
        IntStream.range(0, n).toArray(),
        IntStream.range(0, n).map(t -> height.at(0, t / width.kernel())).toArray(),
        IntStream.range(0, n).map(t -> width.at(0, t % width.kernel())).toArray(),
        new Place(width.positions(), 0, 0, 1, 1));
  }

  static List<Phase> inputGradient(ConvShape s) {
    List<Phase> phases = new ArrayList<>();
    for (int top = 0; top < Math.min(s.height().stride(), s.height().size()); top++) {
      for (int left = 0; left < Math.min(s.width().stride(), s.width().size()); left++) {
        phases.add(inputGradient(s, top, left));
      }
    }
    return phases;
  }

  private static Phase inputGradient(ConvShape s, int top, int left) {
    Axis height = s.height();
    Axis width = s.width();
    int[] taps =
        IntStream.range(0, s.taps())
            .filter(t ->
                meets(height, top, t / width.kernel()) && meets(width, left, t % width.kernel()))
            .toArray();
    return new Phase(
        Math.ceilDiv(height.size() - top, height.stride()),
        Math.ceilDiv(width.size() - left, width.stride()),
        1,
        1,
        taps,
        IntStream.of(taps).map(t -> position(height, top, t / width.kernel())).toArray(),
        IntStream.of(taps).map(t -> position(width, left, t % width.kernel())).toArray(),
        new Place(width.size(), top, left, height.stride(), width.stride()));
  }

  /// Whether the window's element `k` is on pixel `at` at some position.
  private static boolean meets(Axis axis, int at, int k) {
    return Math.floorMod(at + axis.padding() - k * axis.dilation(), axis.stride()) == 0;
  }

  /// The position at which it is; perhaps outside.
  private static int position(Axis axis, int at, int k) {
    return (at + axis.padding() - k * axis.dilation()) / axis.stride();
  }

  /// The number of results.
  int positions() {
    return rows * columns;
  }
}
