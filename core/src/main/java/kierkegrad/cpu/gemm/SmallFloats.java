package kierkegrad.cpu.gemm;

/// Products of small matrices of floats, where they are: four columns and up to four terms at a
/// time, whose part of B stays in registers while all rows go by, without packing, vectors or
/// threads. At the right edge the last column is computed again, which costs less than to decide.
record SmallFloats(Problem<float[]> problem, Strided<float[]> a, Strided<float[]> b)
    implements Product<float[]> {
  private static final float[] ZERO = new float[1];

  @Override
  public void run(
      float[] x, int xAt, float[] y, int yAt, float[] c, int cAt, float[] bias, int biasAt) {
    int n = problem.n();
    for (int j = 0; j < n; j += 4) {
      switch (problem.start()) {
        case ZERO -> columns(x, xAt, y, yAt, ZERO, 0, 0, 0, c, cAt, j);
        case RESULT -> columns(x, xAt, y, yAt, c, cAt, problem.cRow(), 1, c, cAt, j);
        case COLUMN_BIAS -> columns(x, xAt, y, yAt, bias, biasAt, 0, 1, c, cAt, j);
        case ROW_BIAS -> columns(x, xAt, y, yAt, bias, biasAt, 1, 0, c, cAt, j);
      }
    }
    problem.activation().apply(c, cAt, problem.cRow(), problem.m(), n);
  }

  private void columns(
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] s,
      int sAt,
      int sRow,
      int sColumn,
      float[] c,
      int cAt,
      int j) {
    int k = problem.k();
    int first = Math.min(k, 4);
    add(first, x, xAt, y, yAt, s, sAt, sRow, sColumn, c, cAt, j);
    for (int d = first; d < k; d += 4) {
      add(
          Math.min(k - d, 4),
          x,
          xAt + d * a.depthStep(),
          y,
          yAt + d * b.depthStep(),
          c,
          cAt,
          problem.cRow(),
          1,
          c,
          cAt,
          j);
    }
  }

  private void add(
      int terms,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] s,
      int sAt,
      int sRow,
      int sColumn,
      float[] c,
      int cAt,
      int j) {
    switch (terms) {
      case 0 -> add0(s, sAt, sRow, sColumn, c, cAt, j);
      case 1 -> add1(x, xAt, y, yAt, s, sAt, sRow, sColumn, c, cAt, j);
      case 2 -> add2(x, xAt, y, yAt, s, sAt, sRow, sColumn, c, cAt, j);
      case 3 -> add3(x, xAt, y, yAt, s, sAt, sRow, sColumn, c, cAt, j);
      default -> add4(x, xAt, y, yAt, s, sAt, sRow, sColumn, c, cAt, j);
    }
  }

  private void add0(float[] s, int sAt, int sRow, int sColumn, float[] c, int cAt, int j) {
    int end = Math.min(j + 4, problem.n());
    for (int i = 0; i < problem.m(); i++) {
      for (int x = j; x < end; x++) {
        c[cAt + i * problem.cRow() + x] = s[sAt + i * sRow + x * sColumn];
      }
    }
  }

  /// Adds 1 terms to four columns.
  private void add1(
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] s,
      int sAt,
      int sRow,
      int sColumn,
      float[] c,
      int cAt,
      int j) {
    int n = problem.n();
    int j1 = Math.min(j + 1, n - 1);
    int j2 = Math.min(j + 2, n - 1);
    int j3 = Math.min(j + 3, n - 1);
    float w00 = y[yAt + j * b.step()];
    float w01 = y[yAt + j1 * b.step()];
    float w02 = y[yAt + j2 * b.step()];
    float w03 = y[yAt + j3 * b.step()];
    int m = problem.m();
    int cRow = problem.cRow();
    int xRow = a.step();
    int xDepth = a.depthStep();
    for (int i = 0; i < m; i++) {
      int from = xAt + i * xRow;
      int added = sAt + i * sRow;
      int to = cAt + i * cRow;
      float x0 = x[from];
      float c0 = Math.fma(x0, w00, s[added + j * sColumn]);
      float c1 = Math.fma(x0, w01, s[added + j1 * sColumn]);
      float c2 = Math.fma(x0, w02, s[added + j2 * sColumn]);
      float c3 = Math.fma(x0, w03, s[added + j3 * sColumn]);
      c[to + j] = c0;
      c[to + j1] = c1;
      c[to + j2] = c2;
      c[to + j3] = c3;
    }
  }

  /// Adds 2 terms to four columns.
  private void add2(
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] s,
      int sAt,
      int sRow,
      int sColumn,
      float[] c,
      int cAt,
      int j) {
    int n = problem.n();
    int j1 = Math.min(j + 1, n - 1);
    int j2 = Math.min(j + 2, n - 1);
    int j3 = Math.min(j + 3, n - 1);
    float w00 = y[yAt + j * b.step()];
    float w10 = y[yAt + j * b.step() + b.depthStep()];
    float w01 = y[yAt + j1 * b.step()];
    float w11 = y[yAt + j1 * b.step() + b.depthStep()];
    float w02 = y[yAt + j2 * b.step()];
    float w12 = y[yAt + j2 * b.step() + b.depthStep()];
    float w03 = y[yAt + j3 * b.step()];
    float w13 = y[yAt + j3 * b.step() + b.depthStep()];
    int m = problem.m();
    int cRow = problem.cRow();
    int xRow = a.step();
    int xDepth = a.depthStep();
    for (int i = 0; i < m; i++) {
      int from = xAt + i * xRow;
      int added = sAt + i * sRow;
      int to = cAt + i * cRow;
      float x0 = x[from];
      float x1 = x[from + xDepth];
      float c0 = Math.fma(x1, w10, Math.fma(x0, w00, s[added + j * sColumn]));
      float c1 = Math.fma(x1, w11, Math.fma(x0, w01, s[added + j1 * sColumn]));
      float c2 = Math.fma(x1, w12, Math.fma(x0, w02, s[added + j2 * sColumn]));
      float c3 = Math.fma(x1, w13, Math.fma(x0, w03, s[added + j3 * sColumn]));
      c[to + j] = c0;
      c[to + j1] = c1;
      c[to + j2] = c2;
      c[to + j3] = c3;
    }
  }

  /// Adds 3 terms to four columns.
  private void add3(
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] s,
      int sAt,
      int sRow,
      int sColumn,
      float[] c,
      int cAt,
      int j) {
    int n = problem.n();
    int j1 = Math.min(j + 1, n - 1);
    int j2 = Math.min(j + 2, n - 1);
    int j3 = Math.min(j + 3, n - 1);
    float w00 = y[yAt + j * b.step()];
    float w10 = y[yAt + j * b.step() + b.depthStep()];
    float w20 = y[yAt + j * b.step() + 2 * b.depthStep()];
    float w01 = y[yAt + j1 * b.step()];
    float w11 = y[yAt + j1 * b.step() + b.depthStep()];
    float w21 = y[yAt + j1 * b.step() + 2 * b.depthStep()];
    float w02 = y[yAt + j2 * b.step()];
    float w12 = y[yAt + j2 * b.step() + b.depthStep()];
    float w22 = y[yAt + j2 * b.step() + 2 * b.depthStep()];
    float w03 = y[yAt + j3 * b.step()];
    float w13 = y[yAt + j3 * b.step() + b.depthStep()];
    float w23 = y[yAt + j3 * b.step() + 2 * b.depthStep()];
    int m = problem.m();
    int cRow = problem.cRow();
    int xRow = a.step();
    int xDepth = a.depthStep();
    for (int i = 0; i < m; i++) {
      int from = xAt + i * xRow;
      int added = sAt + i * sRow;
      int to = cAt + i * cRow;
      float x0 = x[from];
      float x1 = x[from + xDepth];
      float x2 = x[from + 2 * xDepth];
      float c0 = Math.fma(x2, w20, Math.fma(x1, w10, Math.fma(x0, w00, s[added + j * sColumn])));
      float c1 = Math.fma(x2, w21, Math.fma(x1, w11, Math.fma(x0, w01, s[added + j1 * sColumn])));
      float c2 = Math.fma(x2, w22, Math.fma(x1, w12, Math.fma(x0, w02, s[added + j2 * sColumn])));
      float c3 = Math.fma(x2, w23, Math.fma(x1, w13, Math.fma(x0, w03, s[added + j3 * sColumn])));
      c[to + j] = c0;
      c[to + j1] = c1;
      c[to + j2] = c2;
      c[to + j3] = c3;
    }
  }

  /// Adds 4 terms to four columns.
  private void add4(
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] s,
      int sAt,
      int sRow,
      int sColumn,
      float[] c,
      int cAt,
      int j) {
    int n = problem.n();
    int j1 = Math.min(j + 1, n - 1);
    int j2 = Math.min(j + 2, n - 1);
    int j3 = Math.min(j + 3, n - 1);
    float w00 = y[yAt + j * b.step()];
    float w10 = y[yAt + j * b.step() + b.depthStep()];
    float w20 = y[yAt + j * b.step() + 2 * b.depthStep()];
    float w30 = y[yAt + j * b.step() + 3 * b.depthStep()];
    float w01 = y[yAt + j1 * b.step()];
    float w11 = y[yAt + j1 * b.step() + b.depthStep()];
    float w21 = y[yAt + j1 * b.step() + 2 * b.depthStep()];
    float w31 = y[yAt + j1 * b.step() + 3 * b.depthStep()];
    float w02 = y[yAt + j2 * b.step()];
    float w12 = y[yAt + j2 * b.step() + b.depthStep()];
    float w22 = y[yAt + j2 * b.step() + 2 * b.depthStep()];
    float w32 = y[yAt + j2 * b.step() + 3 * b.depthStep()];
    float w03 = y[yAt + j3 * b.step()];
    float w13 = y[yAt + j3 * b.step() + b.depthStep()];
    float w23 = y[yAt + j3 * b.step() + 2 * b.depthStep()];
    float w33 = y[yAt + j3 * b.step() + 3 * b.depthStep()];
    int m = problem.m();
    int cRow = problem.cRow();
    int xRow = a.step();
    int xDepth = a.depthStep();
    for (int i = 0; i < m; i++) {
      int from = xAt + i * xRow;
      int added = sAt + i * sRow;
      int to = cAt + i * cRow;
      float x0 = x[from];
      float x1 = x[from + xDepth];
      float x2 = x[from + 2 * xDepth];
      float x3 = x[from + 3 * xDepth];
      float c0 =
          Math.fma(
              x3,
              w30,
              Math.fma(x2, w20, Math.fma(x1, w10, Math.fma(x0, w00, s[added + j * sColumn]))));
      float c1 =
          Math.fma(
              x3,
              w31,
              Math.fma(x2, w21, Math.fma(x1, w11, Math.fma(x0, w01, s[added + j1 * sColumn]))));
      float c2 =
          Math.fma(
              x3,
              w32,
              Math.fma(x2, w22, Math.fma(x1, w12, Math.fma(x0, w02, s[added + j2 * sColumn]))));
      float c3 =
          Math.fma(
              x3,
              w33,
              Math.fma(x2, w23, Math.fma(x1, w13, Math.fma(x0, w03, s[added + j3 * sColumn]))));
      c[to + j] = c0;
      c[to + j1] = c1;
      c[to + j2] = c2;
      c[to + j3] = c3;
    }
  }
}
