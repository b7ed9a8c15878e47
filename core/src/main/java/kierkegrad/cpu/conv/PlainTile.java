package kierkegrad.cpu.conv;

import java.util.Arrays;

/// Plain loops: the reference, and what there is without the Vector API.
final class PlainTile implements Tile {
  private static final int ROWS = 4;
  private static final int LANES = 16;

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void add(
      int n,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int[] at,
      int[] starts,
      int first,
      int vectors,
      float[] c,
      int co) {
    for (int v = 0; v < vectors; v++) {
      for (int k = 0; k < n; k++) {
        int from = at[k] + starts[first + v];
        for (int r = 0; r < ROWS; r++) {
          float factor = a[ao + r * rs + k * ks];
          int to = co + (r * vectors + v) * LANES;
          for (int j = 0; j < LANES; j++) {
            c[to + j] = Math.fma(factor, b[from + j], c[to + j]);
          }
        }
      }
    }
  }

  @Override
  public void copy(
      int rows, float[] in, int from, int step, float[] out, int to, int stepTo, int n) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(in, from + r * step, out, to + r * stepTo, n);
    }
  }

  @Override
  public void fill(float[] out, int to, int n, float value) {
    Arrays.fill(out, to, to + n, value);
  }

  @Override
  public void store(float[] in, int from, float[] out, int to, int n, boolean rectified) {
    for (int j = 0; j < n; j++) {
      float value = in[from + j];
      out[to + j] = rectified && value < 0 ? 0 : value;
    }
  }

  @Override
  public void addScaled(
      int n, float factor, float[] x, int from, int step, float[] y, int to, int stepTo) {
    for (int j = 0; j < n; j++) {
      y[to + j * stepTo] = Math.fma(factor, x[from + j * step], y[to + j * stepTo]);
    }
  }
}
