package kierkegrad.cpu.conv;

import java.util.Arrays;
import kierkegrad.cpu.machine.Scratch;

/// Images `[n, c, h, w]` and the tiles of a block of them, which are `[36, tiles, lanes]` with the
/// channels as lanes. In between, for as many channels as a vector has lanes, the few rows of an
/// image that a row of tiles needs lie in a work array pixel by pixel, `[h, w, lanes]`; the small
/// matrices go down its columns first, then along the rows, all in the first-level cache.
///
/// @param loops the small matrices
/// @param pass which of them makes six numbers of `size` when tiles are read
/// @param size the side of a tile that is read
/// @param channels of an image
/// @param height of an image
/// @param width of an image
/// @param top padding above an image
/// @param left padding to the left of an image
record WinogradImages(
    WinogradLoops loops,
    WinogradLoops.Pass pass,
    int size,
    int channels,
    int height,
    int width,
    int top,
    int left) {
  private static final Scratch BAND = new Scratch();
  private static final Scratch ROWS = new Scratch();
  private static final int TILE = WinogradGrid.TILE;
  private static final int SIDE = WinogradGrid.SIDE;
  private static final int LANES = WinogradLoops.LANES;

  /// What a convolution reads.
  static WinogradImages images(WinogradLoops loops, ConvShape s) {
    return new WinogradImages(
        loops,
        loops::image,
        SIDE,
        s.in(),
        s.height().size(),
        s.width().size(),
        s.height().padding(),
        s.width().padding());
  }

  /// What a convolution writes, and its gradient in the weight reads.
  static WinogradImages results(WinogradLoops loops, ConvShape s) {
    return new WinogradImages(
        loops,
        loops::resultGradient,
        TILE,
        s.out(),
        s.height().positions(),
        s.width().positions(),
        0,
        0);
  }

  /// These as images with that padding; what is negative is cut off.
  WinogradImages padded(int above, int before) {
    return new WinogradImages(loops, loops::image, SIDE, channels, height, width, above, before);
  }

  /// The channels, rounded up.
  int lanes() {
    return Math.ceilDiv(channels, LANES) * LANES;
  }

  /// Reads the tiles of a block.
  ///
  /// @param pitch from a point of the tiles to the next
  void read(WinogradGrid.Block block, float[] x, int at, float[] tiles, int pitch) {
    int overlap = size - TILE;
    int columns = block.columns() * TILE + overlap;
    int column = block.column() * TILE - left;
    int first = Math.clamp(-column, 0, columns);
    int count = Math.clamp(width - column, first, columns) - first;
    int bandLine = count * LANES;
    int line = Winograd.pitch(columns * LANES);
    float[] band = BAND.floats(size * bandLine);
    float[] rows = ROWS.floats(SIDE * line);
    Arrays.fill(rows, 0, SIDE * line, 0);
    int across = block.columns();
    int lanes = lanes();
    for (int lane = 0; lane < lanes; lane += LANES) {
      int some = Math.min(LANES, channels - lane);
      if (some < LANES) {
        Arrays.fill(band, 0, size * bandLine, 0);
      }
      int tile = lane;
      for (int i = 0; i < block.images(); i++) {
        int plane = (block.image() + i) * channels + lane;
        int image = at + plane * height * width + column + first;
        for (int r = 0; r < block.rows(); r++) {
          int row = (block.row() + r) * TILE - top;
          int known = r == 0 ? 0 : overlap;
          System.arraycopy(band, TILE * bandLine, band, 0, known * bandLine);
          gather(x, image, some, row, known, count, band);
          pass.run(band, 0, bandLine, LANES, rows, first * LANES, line, LANES, count, LANES);
          for (int k = 0; k < SIDE; k++) {
            int to = k * SIDE * pitch + tile;
            pass.run(rows, k * line, LANES, TILE * LANES, tiles, to, pitch, lanes, across, LANES);
          }
          tile += across * lanes;
        }
      }
    }
  }

  /// Copies `count` columns of the rows from `row + known` on, with zeros where there is no row.
  private void gather(float[] x, int image, int some, int row, int known, int count, float[] band) {
    int line = count * LANES;
    int plane = height * width;
    int from = Math.clamp(-row, known, size);
    int to = Math.clamp(height - row, from, size);
    Arrays.fill(band, known * line, from * line, 0);
    Arrays.fill(band, to * line, size * line, 0);
    if (count == width) {
      int start = image + (row + from) * width;
      loops.transpose(x, start, plane, band, from * line, LANES, some, (to - from) * width);
      return;
    }
    for (int k = from; k < to; k++) {
      int start = image + (row + k) * width;
      loops.transpose(x, start, plane, band, k * line, LANES, some, count);
    }
  }

  /// Writes the results of a block, four by four of the six by six products of each tile.
  ///
  /// @param pitch from a point of the products to the next
  /// @param bias a number per lane, or none
  void write(
      WinogradGrid.Block block,
      float[] products,
      int pitch,
      float[] bias,
      boolean rectified,
      float[] y) {
    int columns = block.columns() * TILE;
    int bandLine = columns * LANES;
    int line = Winograd.pitch(bandLine);
    float[] band = BAND.floats(TILE * bandLine);
    float[] rows = ROWS.floats(SIDE * line);
    int across = block.columns();
    int lanes = lanes();
    for (int lane = 0; lane < lanes; lane += LANES) {
      int some = Math.min(LANES, channels - lane);
      int tile = lane;
      for (int i = 0; i < block.images(); i++) {
        int plane = (block.image() + i) * channels + lane;
        int image = plane * height * width + block.column() * TILE;
        for (int r = 0; r < block.rows(); r++) {
          for (int k = 0; k < SIDE; k++) {
            int from = k * SIDE * pitch + tile;
            loops.result(
                products, from, pitch, lanes, rows, k * line, LANES, TILE * LANES, across, LANES);
          }
          tile += across * lanes;
          loops.result(rows, 0, line, LANES, band, 0, bandLine, LANES, columns, LANES);
          if (bias.length > 0) {
            loops.bias(band, TILE * columns, bias, lane);
          }
          if (rectified) {
            loops.relu(band, TILE * bandLine);
          }
          int row = (block.row() + r) * TILE;
          int count = Math.min(columns, width - block.column() * TILE);
          scatter(band, columns, some, count, Math.min(TILE, height - row), y, image + row * width);
        }
      }
    }
  }

  /// Copies `count` columns of some rows.
  private void scatter(
      float[] band, int columns, int some, int count, int rows, float[] y, int to) {
    int plane = height * width;
    if (columns == width) {
      loops.transpose(band, 0, LANES, y, to, plane, rows * width, some);
      return;
    }
    for (int k = 0; k < rows; k++) {
      int from = k * columns * LANES;
      loops.transpose(band, from, LANES, y, to + k * width, plane, count, some);
    }
  }
}
