package kierkegrad.cpu.gemm;

import java.util.Arrays;

/// A strided matrix of floats.
record StridedFloats(int step, int depthStep) implements Strided<float[]> {
  @Override
  public void pack(
      float[] from,
      int start,
      float[] panel,
      int at,
      int width,
      int i,
      int rows,
      int k,
      int depth) {
    int origin = start + i * step + k * depthStep;
    if (rows < width) {
      Arrays.fill(panel, at, at + depth * width, 0);
    }
    if (step == 1) {
      for (int d = 0; d < depth; d++) {
        System.arraycopy(from, origin + d * depthStep, panel, at + d * width, rows);
      }
    } else {
      for (int r = 0; r < rows; r++) {
        transpose(from, origin + r * step, depthStep, panel, at + r, width, depth);
      }
    }
  }

  private static void transpose(
      float[] from, int first, int step, float[] panel, int at, int width, int depth) {
    for (int d = 0; d < depth; d++) {
      panel[at + d * width] = from[first + d * step];
    }
  }
}
