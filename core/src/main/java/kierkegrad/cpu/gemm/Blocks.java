package kierkegrad.cpu.gemm;

import kierkegrad.cpu.machine.Scratch;
import kierkegrad.cpu.machine.Threads;

/// A product by blocks. C is cut into pieces of a fixed size, which threads take. In a piece, a
/// panel of B, as many columns as a register tile has, is multiplied by all rows, tile by tile. A
/// strided A, and a B whose columns lie side by side, are read where they are: copying them
/// together first costs more than it saves. What is transposed or gathered is packed, panel by
/// panel of B, all of A beforehand; so is a panel of B that does not fill its last vector. Long
/// sums are cut into chunks of a fixed size, added one after the other.
final class Blocks<T> implements Product<T> {
  /// Multiplications that are worth a piece of their own.
  static final long PIECE = 1 << 20;

  /// Terms of a sum that are added before the next column is begun: their panel of B stays in the
  /// second-level cache.
  private static final int CHUNK = 1024;

  /// The least rows of a piece: what is loaded for it, or even packed, has to be used often enough.
  private static final int ROWS = 48;

  private static final int PACKED_ROWS = 192;

  private static final Scratch LEFT = new Scratch();
  private static final Scratch RIGHT = new Scratch();
  private static final Scratch BIAS = new Scratch();

  private final Tiles<T> tiles;
  private final int m;
  private final int n;
  private final int k;
  private final Panels<T> a;
  private final Panels<T> b;
  private final int cRow;
  private final Start start;
  private final Activation activation;
  private final int chunk;
  private final int pieceRows;
  private final int pieceColumns;
  private final boolean packA;
  private final boolean packB;

  Blocks(Tiles<T> tiles, Problem<T> problem) {
    this.tiles = tiles;
    this.m = problem.m();
    this.n = problem.n();
    this.k = problem.k();
    this.a = problem.a();
    this.b = problem.b();
    this.cRow = problem.cRow();
    this.start = problem.start();
    this.activation = problem.activation();
    this.chunk = k == 0 ? 0 : Math.ceilDiv(k, Math.ceilDiv(k, CHUNK));
    this.packA = !(a instanceof Strided<T>);
    this.packB = !(b instanceof Strided<T> strided && strided.step() == 1);
    long wanted = Math.max(1, problem.multiplications() / PIECE);
    int panels = Math.max(1, Math.ceilDiv(n, tiles.columns()));
    int across = (int) Math.min(panels, wanted);
    this.pieceColumns = Math.ceilDiv(panels, across) * tiles.columns();
    int strips = Math.max(1, Math.ceilDiv(m, tiles.rows()));
    int down = (int) Math.clamp(wanted / across, 1, Math.max(1, m / (packB ? PACKED_ROWS : ROWS)));
    this.pieceRows = Math.ceilDiv(strips, Math.min(strips, down)) * tiles.rows();
  }

  @Override
  public boolean isParallel() {
    return m > pieceRows || n > pieceColumns;
  }

  @Override
  public void run(T a, int aAt, T b, int bAt, T c, int cAt, T bias, int biasAt) {
    if (k == 0) {
      // Nothing to add, but the start has to be written.
      step(a, aAt, b, bAt, c, cAt, bias, biasAt, 0);
    }
    for (int from = 0; from < k; from += chunk) {
      step(a, aAt, b, bAt, c, cAt, bias, biasAt, from);
    }
  }

  /// Adds one chunk of the sum.
  private void step(T a, int aAt, T b, int bAt, T c, int cAt, T bias, int biasAt, int from) {
    int down = Math.ceilDiv(m, pieceRows);
    int pieces = down * Math.ceilDiv(n, pieceColumns);
    if (pieces == 0) {
      return;
    }
    int depth = Math.min(chunk, k - from);
    T left = packA ? packLeft(a, aAt, from, depth) : a;
    T begin = start == Start.ROW_BIAS && from == 0 ? spread(bias, biasAt) : bias;
    if (pieces == 1) {
      piece(left, aAt, b, bAt, c, cAt, begin, biasAt, from, depth, 0, m, 0, n);
    } else {
      // Pieces one below the other share a panel of B: taken together, they pack it once.
      Threads.parallel(
          pieces,
          packB ? Math.ceilDiv(down, 2) : 1,
          (first, end) -> {
            for (int p = first; p < end; ) {
              int last = Math.min(end, p - p % down + down);
              piece(
                  left,
                  aAt,
                  b,
                  bAt,
                  c,
                  cAt,
                  begin,
                  biasAt,
                  from,
                  depth,
                  p % down * pieceRows,
                  Math.min(m, (p % down + last - p) * pieceRows),
                  p / down * pieceColumns,
                  Math.min(n, (p / down + 1) * pieceColumns));
              p = last;
            }
          });
    }
  }

  /// A, or a chunk of its columns, as panels one after the other.
  private T packLeft(T from, int at, int k, int depth) {
    int width = tiles.rows();
    int panels = Math.ceilDiv(m, width);
    T left = tiles.scratch(LEFT, panels * width * depth);
    int grain = Math.max(1, (1 << 14) / (width * Math.max(1, depth)));
    Threads.parallel(
        panels,
        grain,
        (p, end) -> {
          for (int q = p; q < end; q++) {
            int i = q * width;
            tiles.pack(a, from, at, left, i * depth, width, i, Math.min(width, m - i), k, depth);
          }
        });
    return left;
  }

  /// A bias per row, repeated as often as a tile is wide.
  private T spread(T bias, int at) {
    int width = tiles.columns();
    T rows = tiles.scratch(BIAS, m * width);
    for (int i = 0; i < m; i++) {
      tiles.fill(rows, i * width, width, bias, at + i);
    }
    return rows;
  }

  private void piece(
      T left,
      int aAt,
      T right,
      int bAt,
      T c,
      int cAt,
      T bias,
      int biasAt,
      int from,
      int depth,
      int i0,
      int i1,
      int j0,
      int j1) {
    for (int j = j0; j < j1; j += tiles.columns()) {
      int columns = Math.min(tiles.columns(), j1 - j);
      int width = tiles.filled(columns);
      if (packB || width != columns) {
        T panel = tiles.scratch(RIGHT, width * depth);
        tiles.pack(b, right, bAt, panel, 0, width, j, columns, from, depth);
        strip(left, aAt, panel, 0, width, c, cAt, bias, biasAt, from, depth, i0, i1, j, columns);
      } else {
        int step = ((Strided<T>) b).depthStep();
        int at = bAt + j + from * step;
        strip(left, aAt, right, at, step, c, cAt, bias, biasAt, from, depth, i0, i1, j, columns);
      }
    }
  }

  /// All rows of a piece, times one panel.
  private void strip(
      T left,
      int aAt,
      T panel,
      int panelAt,
      int panelDepth,
      T c,
      int cAt,
      T bias,
      int biasAt,
      int from,
      int depth,
      int i0,
      int i1,
      int j,
      int columns) {
    int high = tiles.rows();
    int aRow = packA ? 1 : ((Strided<T>) a).step();
    int aDepth = packA ? high : ((Strided<T>) a).depthStep();
    T s = bias;
    int sAt = biasAt + j;
    int sRow = 0;
    if (from > 0 || start == Start.RESULT) {
      s = c;
      sAt = cAt + i0 * cRow + j;
      sRow = cRow;
    } else if (start == Start.ROW_BIAS) {
      sAt = i0 * tiles.columns();
      sRow = tiles.columns();
    } else if (start == Start.ZERO) {
      s = tiles.zeros();
      sAt = 0;
    }
    for (int i = i0; i < i1; ) {
      // A packed panel ends where the largest tile ends.
      int rows = tiles.rowsOf(Math.min(i1 - i, high - i % high));
      int at = packA ? (i - i % high) * depth + i % high : aAt + i * aRow + from * aDepth;
      for (int x = 0; x < columns; ) {
        int wide = tiles.columnsOf(columns - x);
        tiles
            .tile(rows, wide)
            .multiply(
                left,
                at,
                aRow,
                aDepth,
                panel,
                panelAt + x,
                panelDepth,
                depth,
                s,
                start == Start.ROW_BIAS && from == 0
                    ? sAt + (i - i0) * sRow
                    : sAt + (i - i0) * sRow + x,
                sRow,
                c,
                cAt + i * cRow + j + x,
                cRow,
                wide);
        x += wide;
      }
      i += rows;
    }
    if (from + depth == k) {
      activation.apply(c, cAt + i0 * cRow + j, cRow, i1 - i0, columns);
    }
  }
}
