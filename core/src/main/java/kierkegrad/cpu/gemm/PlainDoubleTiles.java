package kierkegrad.cpu.gemm;

import java.util.Arrays;
import java.util.Optional;
import kierkegrad.cpu.machine.Scratch;

/// Tiles of doubles without the Vector API: one row, four columns at a time. The reference, and the
/// way out.
final class PlainDoubleTiles implements Tiles<double[]> {
  private static final int COLUMNS = 32;
  private static final double[] ZEROS = new double[COLUMNS];

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public int filled(int columns) {
    return columns;
  }

  @Override
  public int rowsOf(int left) {
    return 1;
  }

  @Override
  public int columnsOf(int left) {
    return Math.min(left, COLUMNS);
  }

  @Override
  public Tile<double[]> tile(int rows, int columns) {
    return PlainDoubleTiles::multiply;
  }

  @Override
  public Optional<Product<double[]>> small(Problem<double[]> problem) {
    return problem.isSmall()
            && problem.a() instanceof Strided<double[]> a
            && problem.b() instanceof Strided<double[]> b
        ? Optional.of(new SmallDoubles(problem, a, b))
        : Optional.empty();
  }

  @Override
  public boolean hasDots() {
    return false;
  }

  @Override
  public Tile<double[]> dot(int rows, int columns) {
    throw new IllegalStateException("dot products of vectors without the Vector API");
  }

  private static void multiply(
      double[] a,
      int aAt,
      int aRow,
      int aDepth,
      double[] b,
      int bAt,
      int bDepth,
      int depth,
      double[] s,
      int sAt,
      int sRow,
      double[] c,
      int cAt,
      int cRow,
      int columns) {
    int j = 0;
    for (; j + 4 <= columns; j += 4) {
      double c0 = s[sAt + j];
      double c1 = s[sAt + j + 1];
      double c2 = s[sAt + j + 2];
      double c3 = s[sAt + j + 3];
      for (int k = 0; k < depth; k++) {
        double x = a[aAt + k * aDepth];
        int at = bAt + k * bDepth + j;
        c0 += x * b[at];
        c1 += x * b[at + 1];
        c2 += x * b[at + 2];
        c3 += x * b[at + 3];
      }
      c[cAt + j] = c0;
      c[cAt + j + 1] = c1;
      c[cAt + j + 2] = c2;
      c[cAt + j + 3] = c3;
    }
    for (; j < columns; j++) {
      double sum = s[sAt + j];
      for (int k = 0; k < depth; k++) {
        sum += a[aAt + k * aDepth] * b[bAt + k * bDepth + j];
      }
      c[cAt + j] = sum;
    }
  }

  @Override
  public double[] scratch(Scratch scratch, int length) {
    return scratch.doubles(length);
  }

  @Override
  public double[] zeros() {
    return ZEROS;
  }

  @Override
  public void fill(double[] to, int at, int count, double[] from, int index) {
    Arrays.fill(to, at, at + count, from[index]);
  }
}
