package kierkegrad.cpu.gemm;

/// Products of small matrices of doubles, where they are: two rows by four columns at a time,
/// without packing, vectors or threads. At an edge the last row or column is computed once more,
/// which costs less than to decide.
record SmallDoubles(Problem<double[]> problem, Strided<double[]> a, Strided<double[]> b)
    implements Product<double[]> {
  private static final double[] ZERO = new double[1];

  @Override
  public void run(
      double[] x, int xAt, double[] y, int yAt, double[] c, int cAt, double[] bias, int biasAt) {
    int m = problem.m();
    int n = problem.n();
    int k = problem.k();
    int cRow = problem.cRow();
    int xRow = a.step();
    int xDepth = a.depthStep();
    int yColumn = b.step();
    int yDepth = b.depthStep();
    Start start = problem.start();
    double[] s = start == Start.ZERO ? ZERO : start == Start.RESULT ? c : bias;
    int sAt = start == Start.ZERO ? 0 : start == Start.RESULT ? cAt : biasAt;
    int sRow = start == Start.RESULT ? cRow : start == Start.ROW_BIAS ? 1 : 0;
    int sColumn = start == Start.RESULT || start == Start.COLUMN_BIAS ? 1 : 0;
    for (int j = 0; j < n; j += 4) {
      int j1 = Math.min(j + 1, n - 1);
      int j2 = Math.min(j + 2, n - 1);
      int j3 = Math.min(j + 3, n - 1);
      int y0 = yAt + j * yColumn;
      int y1 = yAt + j1 * yColumn;
      int y2 = yAt + j2 * yColumn;
      int y3 = yAt + j3 * yColumn;
      for (int i = 0; i < m; i += 2) {
        int next = Math.min(i + 1, m - 1);
        int p = sAt + i * sRow;
        int q = sAt + next * sRow;
        double p0 = s[p + j * sColumn];
        double p1 = s[p + j1 * sColumn];
        double p2 = s[p + j2 * sColumn];
        double p3 = s[p + j3 * sColumn];
        double q0 = s[q + j * sColumn];
        double q1 = s[q + j1 * sColumn];
        double q2 = s[q + j2 * sColumn];
        double q3 = s[q + j3 * sColumn];
        int upper = xAt + i * xRow;
        int lower = xAt + next * xRow;
        for (int d = 0; d < k; d++) {
          double u = x[upper + d * xDepth];
          double v = x[lower + d * xDepth];
          int at = d * yDepth;
          double w0 = y[y0 + at];
          double w1 = y[y1 + at];
          double w2 = y[y2 + at];
          double w3 = y[y3 + at];
          p0 += u * w0;
          p1 += u * w1;
          p2 += u * w2;
          p3 += u * w3;
          q0 += v * w0;
          q1 += v * w1;
          q2 += v * w2;
          q3 += v * w3;
        }
        int to = cAt + i * cRow;
        c[to + j] = p0;
        c[to + j1] = p1;
        c[to + j2] = p2;
        c[to + j3] = p3;
        to = cAt + next * cRow;
        c[to + j] = q0;
        c[to + j1] = q1;
        c[to + j2] = q2;
        c[to + j3] = q3;
      }
    }
    if (problem.activation() != Activation.NONE) {
      for (int i = 0; i < m; i++) {
        problem.activation().apply(c, cAt + i * cRow, n);
      }
    }
  }
}
