package kierkegrad.cpu.gemm;

import java.util.Optional;
import kierkegrad.cpu.machine.Scratch;

/// The tiles for one element type and one width of vectors, and what else depends on the type.
///
/// @param <T> `float[]` or `double[]`
interface Tiles<T> {
  /// The rows and columns of the largest tile of dot products. At 4 the JIT's first compiler runs
  /// out of registers for so much code and gives up, and the second then never has its turn.
  int DOTS = 3;

  /// The rows of the largest tile.
  int rows();

  /// The columns of the largest tile.
  int columns();

  /// The tile for that many rows and columns, at most the largest, or for fewer rows and columns
  /// than that; [#rowsOf] and [#columnsOf] say how many it takes.
  Tile<T> tile(int rows, int columns);

  /// So many columns, filled up to whole vectors, in which a packed panel of B is read.
  int filled(int columns);

  /// How many of the rows that are left the next tile takes.
  int rowsOf(int left);

  /// How many of the columns that are left the next tile takes.
  int columnsOf(int left);

  /// A way to compute a product too small for tiles, if it is that.
  Optional<Product<T>> small(Problem<T> problem);

  /// Whether there are tiles of dot products.
  boolean hasDots();

  /// The tile for rows of A and columns of B that lie side by side along k, at most [#DOTS] of
  /// each. Its `bDepth` is the distance of columns.
  Tile<T> dot(int rows, int columns);

  /// Packs a panel, as [Panels#pack] does, but faster where vectors can help.
  default void pack(
      Panels<T> panels,
      T from,
      int start,
      T panel,
      int at,
      int width,
      int i,
      int rows,
      int k,
      int depth) {
    panels.pack(from, start, panel, at, width, i, rows, k, depth);
  }

  /// A work array of this thread.
  T scratch(Scratch scratch, int length);

  /// At least [#columns] zeros.
  T zeros();

  /// Writes `from[index]` to `count` places.
  void fill(T to, int at, int count, T from, int index);
}
