package kierkegrad.cpu.gemm;

import java.util.Optional;
import kierkegrad.cpu.machine.Threads;

/// A product of few rows and a transposed matrix: dot products of what lies side by side, so that
/// every number of B is read once and nothing is packed. A layer's weights are such a matrix, and
/// inference has few rows.
final class Dots<T> implements Product<T> {
  private static final int MOST_ROWS = 8;
  private static final int LEAST_DEPTH = 32;

  private final Tiles<T> tiles;
  private final Problem<T> problem;
  private final int aRow;
  private final int bColumn;
  private final int grain;

  private Dots(Tiles<T> tiles, Problem<T> problem, int aRow, int bColumn) {
    this.tiles = tiles;
    this.problem = problem;
    this.aRow = aRow;
    this.bColumn = bColumn;
    long one = Math.max(1, (long) problem.m() * problem.k());
    // Memory is the limit, so a piece is worth more than its multiplications.
    int columns = (int) Math.max(1, Blocks.PIECE / 16 / one);
    this.grain = Math.ceilDiv(columns, Tiles.DOTS) * Tiles.DOTS;
  }

  static <T> Optional<Product<T>> of(Tiles<T> tiles, Problem<T> problem) {
    return problem.m() <= MOST_ROWS
            && problem.k() >= LEAST_DEPTH
            && problem.start() != Start.ROW_BIAS
            && problem.a() instanceof Strided<T> a
            && problem.b() instanceof Strided<T> b
            && a.depthStep() == 1
            && b.depthStep() == 1
            && b.step() != 1
            && tiles.hasDots()
        ? Optional.of(new Dots<>(tiles, problem, a.step(), b.step()))
        : Optional.empty();
  }

  @Override
  public boolean isParallel() {
    return problem.n() > grain;
  }

  @Override
  public void run(T a, int aAt, T b, int bAt, T c, int cAt, T bias, int biasAt) {
    if (isParallel()) {
      Threads.parallel(
          problem.n(),
          grain,
          (from, to) -> columns(a, aAt, b, bAt, c, cAt, bias, biasAt, from, to));
    } else {
      columns(a, aAt, b, bAt, c, cAt, bias, biasAt, 0, problem.n());
    }
  }

  private void columns(
      T a, int aAt, T b, int bAt, T c, int cAt, T bias, int biasAt, int from, int to) {
    Start start = problem.start();
    T s = start == Start.ZERO ? tiles.zeros() : start == Start.RESULT ? c : bias;
    int m = problem.m();
    int cRow = problem.cRow();
    for (int j = from; j < to; ) {
      int wide = to - j >= Tiles.DOTS ? Tiles.DOTS : 1;
      for (int i = 0; i < m; ) {
        int high = Math.min(m - i, Tiles.DOTS);
        int cell = cAt + i * cRow + j;
        int sAt = start == Start.ZERO ? 0 : start == Start.RESULT ? cell : biasAt + j;
        tiles
            .dot(high, wide)
            .multiply(
                a,
                aAt + i * aRow,
                aRow,
                1,
                b,
                bAt + j * bColumn,
                bColumn,
                problem.k(),
                s,
                sAt,
                start == Start.RESULT ? cRow : 0,
                c,
                cell,
                cRow,
                wide);
        i += high;
      }
      j += wide;
    }
    problem.activation().apply(c, cAt + from, cRow, m, to - from);
  }
}
