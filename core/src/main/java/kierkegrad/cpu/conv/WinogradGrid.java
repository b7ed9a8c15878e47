package kierkegrad.cpu.conv;

import java.util.List;
import java.util.stream.IntStream;

/// How the tiles of all images, four by four results each, fall into blocks: boxes of images, rows
/// and columns of tiles, of which the last in each direction may be smaller. Blocks depend on sizes
/// alone; threads take whole ones.
///
/// @param images the number of images
/// @param rows of tiles in an image
/// @param columns of tiles in an image
/// @param imagesPerBlock 1, unless blocks take whole images
/// @param rowsPerBlock at most rows
/// @param columnsPerBlock at most columns
record WinogradGrid(
    int images, int rows, int columns, int imagesPerBlock, int rowsPerBlock, int columnsPerBlock) {
  /// The side of a tile of results.
  static final int TILE = 4;

  /// The side of a tile of an image, and of products.
  static final int SIDE = 6;

  /// The products of a tile.
  static final int POINTS = SIDE * SIDE;

  /// What a block holds of images and products together, in floats: half of a second-level cache.
  private static final int BLOCK = 1 << 17;

  /// A block's tiles are the rows of matrix products, whose other operand is not packed as long as
  /// they are so few.
  private static final int MOST_ROWS = 42;

  /// A block's tiles are the terms of sums: of at most so many.
  private static final int MOST_TERMS = 256;

  /// Blocks whose tiles are multiplied by weights.
  ///
  /// @param results what the tiles are of
  /// @param in the lanes that are multiplied
  /// @param out the lanes of the product
  static WinogradGrid rows(int images, WinogradImages results, int in, int out) {
    return of(images, results, Math.clamp(BLOCK / (POINTS * (in + out)), SIDE, MOST_ROWS));
  }

  /// Blocks over whose tiles is summed, for each pair of lanes: the more lanes there are, the more
  /// terms it takes to outweigh reading and writing the sums.
  static WinogradGrid terms(int images, WinogradImages results, int in, int out) {
    int wanted = Math.max(BLOCK / (POINTS * (in + out)), 2 * in * out / (in + out));
    return of(images, results, Math.clamp(wanted, SIDE, MOST_TERMS));
  }

  private static WinogradGrid of(int images, WinogradImages results, int most) {
    int rows = Math.ceilDiv(results.height(), TILE);
    int columns = Math.ceilDiv(results.width(), TILE);
    int columnsPerBlock = even(columns, most);
    int rowsPerBlock = columnsPerBlock < columns ? 1 : even(rows, most / columnsPerBlock);
    int imagesPerBlock =
        rowsPerBlock < rows || columnsPerBlock < columns
            ? 1
            : even(images, most / (rowsPerBlock * columnsPerBlock));
    return new WinogradGrid(images, rows, columns, imagesPerBlock, rowsPerBlock, columnsPerBlock);
  }

  /// The size of parts that are at most so large and as equal as they can be.
  private static int even(int size, int most) {
    return Math.max(1, Math.ceilDiv(size, Math.max(1, Math.ceilDiv(size, Math.max(1, most)))));
  }

  /// All blocks.
  List<Block> blocks() {
    int count = Math.ceilDiv(images, imagesPerBlock) * down() * across();
    return IntStream.range(0, count).mapToObj(this::block).toList();
  }

  private int down() {
    return Math.ceilDiv(rows, rowsPerBlock);
  }

  private int across() {
    return Math.ceilDiv(columns, columnsPerBlock);
  }

  /// The tiles of a full block.
  int tiles() {
    return imagesPerBlock * rowsPerBlock * columnsPerBlock;
  }

  private Block block(int number) {
    int image = number / (down() * across()) * imagesPerBlock;
    int row = number / across() % down() * rowsPerBlock;
    int column = number % across() * columnsPerBlock;
    return new Block(
        image,
        Math.min(imagesPerBlock, images - image),
        row,
        Math.min(rowsPerBlock, rows - row),
        column,
        Math.min(columnsPerBlock, columns - column));
  }

  /// A box of tiles.
  ///
  /// @param image the first
  /// @param images how many
  /// @param row the first
  /// @param rows how many
  /// @param column the first
  /// @param columns how many
  record Block(int image, int images, int row, int rows, int column, int columns) {
    int tiles() {
      return images * rows * columns;
    }
  }
}
