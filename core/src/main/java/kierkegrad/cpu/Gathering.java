package kierkegrad.cpu;

/// Reads and writes the elements of strided views.
final class Gathering {
  /// Shorter runs are copied one by one.
  private static final int SHORT = 8;

  private Gathering() {}

  /// Writes `count` elements of a view, from its element number `from` on, into an array.
  ///
  /// @param rows of the view alone
  static void read(Rows rows, Object in, int from, Object out, int to, int count) {
    int n = rows.length();
    int step = rows.step(0);
    int row = from / n;
    int column = from - row * n;
    int left = count;
    int at = to;
    while (left > 0) {
      int length = Math.min(left, n - column);
      row(in, rows.locate(0, row) + column * step, step, out, at, 1, length);
      at += length;
      left -= length;
      row++;
      column = 0;
    }
  }

  /// Copies `n` elements from places `step` apart to places `outStep` apart.
  static void row(Object in, int from, int step, Object out, int to, int outStep, int n) {
    if (step == 1 && outStep == 1 && n > SHORT) {
      System.arraycopy(in, from, out, to, n);
      return;
    }
    switch (in) {
      case float[] a -> {
        float[] o = (float[]) out;
        for (int i = 0; i < n; i++) {
          o[to + i * outStep] = a[from + i * step];
        }
      }
      case double[] a -> {
        double[] o = (double[]) out;
        for (int i = 0; i < n; i++) {
          o[to + i * outStep] = a[from + i * step];
        }
      }
      case int[] a -> {
        int[] o = (int[]) out;
        for (int i = 0; i < n; i++) {
          o[to + i * outStep] = a[from + i * step];
        }
      }
      case long[] a -> {
        long[] o = (long[]) out;
        for (int i = 0; i < n; i++) {
          o[to + i * outStep] = a[from + i * step];
        }
      }
      case byte[] a -> {
        byte[] o = (byte[]) out;
        for (int i = 0; i < n; i++) {
          o[to + i * outStep] = a[from + i * step];
        }
      }
      default -> throw new IllegalStateException("unknown array " + in.getClass());
    }
  }
}
