package kierkegrad.cpu.gemm;

/// A strided matrix of doubles.
record StridedDoubles(int step, int depthStep) implements Strided<double[]> {
  private static final int BLOCK = 16;

  @Override
  public void pack(
      double[] from,
      int start,
      double[] panel,
      int at,
      int width,
      int i,
      int rows,
      int k,
      int depth) {
    int origin = start + i * step + k * depthStep;
    if (step == 1) {
      for (int d = 0; d < depth; d++) {
        System.arraycopy(from, origin + d * depthStep, panel, at + d * width, rows);
      }
    } else {
      // By blocks, so that the lines of the panel that are written stay in the cache.
      for (int d = 0; d < depth; d += BLOCK) {
        int end = Math.min(depth, d + BLOCK);
        for (int r = 0; r < rows; r++) {
          line(from, origin + r * step, depthStep, panel, at + r, width, d, end);
        }
      }
    }
  }

  private static void line(
      double[] from, int first, int step, double[] panel, int at, int width, int d0, int d1) {
    for (int d = d0; d < d1; d++) {
      panel[at + d * width] = from[first + d * step];
    }
  }
}
