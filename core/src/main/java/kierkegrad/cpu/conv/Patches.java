package kierkegrad.cpu.conv;

import java.util.Arrays;
import java.util.stream.IntStream;
import kierkegrad.cpu.conv.ConvShape.Axis;

/// What a strip of results reads of some channels of an image, turned so that the numbers that meet
/// one result lie side by side: the vectors of a weight's gradient run along channels and taps.
///
/// Many channels are turned as they are, `[row, column, channel]`, padding included: a tap is an
/// offset. Few would leave vectors half empty, so each result gets its whole patch, `[result,
/// channel and tap]`.
///
/// @param shape of the convolution
/// @param channels the number of channels of a block
/// @param whole whether results get whole patches
record Patches(ConvShape shape, int channels, boolean whole) {
  /// The widest vector.
  private static final int UNIT = 16;

  static Patches of(ConvShape shape) {
    int in = shape.inPerGroup();
    int padded = Math.ceilDiv(in, UNIT) * UNIT;
    if (3 * padded > 4 * in) {
      return new Patches(shape, in, true);
    }
    // As many that a tile's row is full.
    int least = Math.ceilDiv(Tile.VECTORS, shape.taps()) * UNIT;
    return new Patches(shape, Math.min(padded, least), false);
  }

  /// The number of blocks of channels.
  int blocks() {
    return Math.ceilDiv(shape.inPerGroup(), channels);
  }

  /// The numbers that meet one result, filled up to whole vectors.
  int width() {
    return whole ? Math.ceilDiv(channels * shape.taps(), UNIT) * UNIT : channels * shape.taps();
  }

  /// Where among them the weight of a channel and a tap is.
  int place(int channel, int tap) {
    return whole ? channel * shape.taps() + tap : tap * channels + channel;
  }

  private int columns() {
    return (shape.width().positions() - 1) * shape.width().stride() + shape.width().reach();
  }

  private int rows(int strip) {
    return (strip - 1) * shape.height().stride() + shape.height().reach();
  }

  /// The number of elements for a strip of so many rows.
  int size(int strip) {
    return whole ? strip * shape.width().positions() * width() : rows(strip) * columns() * channels;
  }

  /// Where each result of a strip has its numbers.
  int[] at(int strip) {
    int n = shape.width().positions();
    int step = whole ? width() : channels;
    int down = whole ? n : shape.height().stride() * columns();
    int right = whole ? 1 : shape.width().stride();
    return IntStream.range(0, strip * n).map(p -> (p / n * down + p % n * right) * step).toArray();
  }

  /// Where each vector of them starts, from there on.
  int[] starts(int lanes) {
    Axis height = shape.height();
    Axis width = shape.width();
    return IntStream.range(0, width() / lanes)
        .map(v -> {
          if (whole) {
            return v * lanes;
          }
          int tap = v * lanes / channels;
          int row = tap / width.kernel() * height.dilation();
          int column = tap % width.kernel() * width.dilation();
          return (row * columns() + column) * channels + v * lanes % channels;
        })
        .toArray();
  }

  /// Turns what `strip` rows of results from `first` on read.
  ///
  /// @param from where the block's first channel's plane starts
  /// @param count how many channels the block has
  void pack(float[] image, int from, int count, int first, int strip, float[] out) {
    Arrays.fill(out, 0, size(strip), 0);
    for (int c = 0; c < count; c++) {
      int plane = from + c * shape.pixels();
      if (whole) {
        patches(image, plane, c, first, strip, out);
      } else {
        turn(image, plane, c, first, strip, out);
      }
    }
  }

  private void turn(float[] image, int plane, int c, int first, int strip, float[] out) {
    Axis height = shape.height();
    Axis width = shape.width();
    int top = first * height.stride() - height.padding();
    int end = Math.min(columns(), width.size() + width.padding());
    for (int r = Math.max(0, -top); r < Math.min(rows(strip), height.size() - top); r++) {
      int from = plane + (top + r) * width.size();
      int to = (r * columns() + width.padding()) * channels + c;
      int n = end - width.padding();
      for (int j = 0; j < n; j++) {
        out[to + j * channels] = image[from + j];
      }
    }
  }

  private void patches(float[] image, int plane, int c, int first, int strip, float[] out) {
    Axis height = shape.height();
    Axis width = shape.width();
    int step = width();
    int stride = width.stride();
    for (int tap = 0; tap < shape.taps(); tap++) {
      int kh = tap / width.kernel();
      int kw = tap % width.kernel();
      int start = width.first(kw);
      int n = width.end(kw) - start;
      int top = Math.max(first, height.first(kh));
      int end = Math.min(first + strip, height.end(kh));
      for (int i = top; i < end; i++) {
        int from = plane + height.at(i, kh) * width.size() + width.at(start, kw);
        int to = ((i - first) * width.positions() + start) * step + place(c, tap);
        for (int j = 0; j < n; j++) {
          out[to + j * step] = image[from + j * stride];
        }
      }
    }
  }
}
