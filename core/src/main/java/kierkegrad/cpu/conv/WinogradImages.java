package kierkegrad.cpu.conv;

import java.util.Arrays;
import kierkegrad.cpu.machine.Scratch;

/// Images `[n, c, h, w]` and the tiles of a block of them. A block's tiles are `[36, tiles, lanes]`
/// with the channels as lanes. Between the two, a band of an image lies in a work array pixel by
/// pixel, `[h, w, lanes]`, where tiles overlap and the padding is written out.
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
    return Math.ceilDiv(channels, WinogradLoops.LANES) * WinogradLoops.LANES;
  }

  /// Reads the tiles of a block.
  ///
  /// @param pitch from a point of the tiles to the next
  void read(WinogradGrid.Block block, float[] x, int at, float[] tiles, int pitch) {
    int lanes = lanes();
    int overlap = size - TILE;
    int columns = block.columns() * TILE + overlap;
    int line = Winograd.pitch(columns * lanes);
    float[] band = BAND.floats(size * line);
    float[] rows = ROWS.floats(SIDE * line);
    int tile = 0;
    for (int i = 0; i < block.images(); i++) {
      int image = at + (block.image() + i) * channels * height * width;
      int column = block.column() * TILE - left;
      for (int r = 0; r < block.rows(); r++) {
        int row = (block.row() + r) * TILE - top;
        int known = r == 0 ? 0 : overlap;
        System.arraycopy(band, TILE * line, band, 0, known * line);
        for (int k = known; k < size; k++) {
          gather(x, image, row + k, column, columns, band, k * line);
        }
        pass.run(band, 0, line, 0, rows, 0, line, 0, 1, columns * lanes);
        for (int k = 0; k < SIDE; k++) {
          int to = k * SIDE * pitch + tile * lanes;
          int across = block.columns();
          pass.run(rows, k * line, lanes, TILE * lanes, tiles, to, pitch, lanes, across, lanes);
        }
        tile += block.columns();
      }
    }
  }

  /// Copies a part of a row of an image, or zeros where there is none.
  private void gather(
      float[] x, int image, int row, int column, int columns, float[] band, int to) {
    int lanes = lanes();
    boolean inside = row >= 0 && row < height;
    int first = Math.clamp(-column, 0, columns);
    int end = inside ? Math.clamp(width - column, first, columns) : first;
    if (channels < lanes) {
      Arrays.fill(band, to, to + columns * lanes, 0);
    } else {
      Arrays.fill(band, to, to + first * lanes, 0);
      Arrays.fill(band, to + end * lanes, to + columns * lanes, 0);
    }
    if (first < end) {
      int from = image + row * width + column + first;
      loops.transpose(
          x, from, height * width, band, to + first * lanes, lanes, channels, end - first);
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
    int lanes = lanes();
    int columns = block.columns() * TILE;
    int line = Winograd.pitch(columns * lanes);
    float[] band = BAND.floats(TILE * line);
    float[] rows = ROWS.floats(SIDE * line);
    int column = block.column() * TILE;
    int count = Math.min(columns, width - column);
    int tile = 0;
    for (int i = 0; i < block.images(); i++) {
      int image = (block.image() + i) * channels * height * width;
      for (int r = 0; r < block.rows(); r++) {
        for (int k = 0; k < SIDE; k++) {
          int from = k * SIDE * pitch + tile * lanes;
          int across = block.columns();
          loops.result(
              products, from, pitch, lanes, rows, k * line, lanes, TILE * lanes, across, lanes);
        }
        tile += block.columns();
        loops.result(rows, 0, line, 0, band, 0, line, 0, 1, columns * lanes);
        int row = (block.row() + r) * TILE;
        for (int k = 0; k < Math.min(TILE, height - row); k++) {
          if (bias.length > 0) {
            loops.bias(band, k * line, columns, bias, lanes);
          }
          if (rectified) {
            loops.relu(band, k * line, columns * lanes);
          }
          int to = image + (row + k) * width + column;
          loops.transpose(band, k * line, lanes, y, to, height * width, count, channels);
        }
      }
    }
  }
}
