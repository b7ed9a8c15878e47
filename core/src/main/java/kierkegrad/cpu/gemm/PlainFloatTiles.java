package kierkegrad.cpu.gemm;

import java.util.Arrays;
import java.util.Optional;
import kierkegrad.cpu.machine.Scratch;

/// Tiles of floats without the Vector API: one row, four columns at a time. The reference, and the
/// way out.
final class PlainFloatTiles implements Tiles<float[]> {
  private static final int COLUMNS = 32;
  private static final float[] ZEROS = new float[COLUMNS];

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
  public Tile<float[]> tile(int rows, int columns) {
    return PlainFloatTiles::multiply;
  }

  @Override
  public Optional<Product<float[]>> small(Problem<float[]> problem) {
    return problem.isSmall()
            && problem.a() instanceof Strided<float[]> a
            && problem.b() instanceof Strided<float[]> b
        ? Optional.of(new SmallFloats(problem, a, b))
        : Optional.empty();
  }

  @Override
  public boolean hasDots() {
    return false;
  }

  @Override
  public Tile<float[]> dot(int rows, int columns) {
    throw new IllegalStateException("dot products of vectors without the Vector API");
  }

  private static void multiply(
      float[] a,
      int aAt,
      int aRow,
      int aDepth,
      float[] b,
      int bAt,
      int bDepth,
      int depth,
      float[] s,
      int sAt,
      int sRow,
      float[] c,
      int cAt,
      int cRow,
      int columns) {
    int j = 0;
    for (; j + 4 <= columns; j += 4) {
      float c0 = s[sAt + j];
      float c1 = s[sAt + j + 1];
      float c2 = s[sAt + j + 2];
      float c3 = s[sAt + j + 3];
      for (int k = 0; k < depth; k++) {
        float x = a[aAt + k * aDepth];
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
      float sum = s[sAt + j];
      for (int k = 0; k < depth; k++) {
        sum += a[aAt + k * aDepth] * b[bAt + k * bDepth + j];
      }
      c[cAt + j] = sum;
    }
  }

  @Override
  public float[] scratch(Scratch scratch, int length) {
    return scratch.floats(length);
  }

  @Override
  public float[] zeros() {
    return ZEROS;
  }

  @Override
  public void fill(float[] to, int at, int count, float[] from, int index) {
    Arrays.fill(to, at, at + count, from[index]);
  }
}
