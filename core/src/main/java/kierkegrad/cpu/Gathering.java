package kierkegrad.cpu;

/// Reads the elements of a strided view in its own order.
final class Gathering {
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
      row(in, rows.locate(row) + column * step, step, out, at, length);
      at += length;
      left -= length;
      row++;
      column = 0;
    }
  }

  private static void row(Object in, int from, int step, Object out, int to, int n) {
    if (step == 1 && n > 8) {
      System.arraycopy(in, from, out, to, n);
      return;
    }
    switch (in) {
      case float[] a -> {
        float[] o = (float[]) out;
        for (int i = 0; i < n; i++) {
          o[to + i] = a[from + i * step];
        }
      }
      case double[] a -> {
        double[] o = (double[]) out;
        for (int i = 0; i < n; i++) {
          o[to + i] = a[from + i * step];
        }
      }
      case int[] a -> {
        int[] o = (int[]) out;
        for (int i = 0; i < n; i++) {
          o[to + i] = a[from + i * step];
        }
      }
      case long[] a -> {
        long[] o = (long[]) out;
        for (int i = 0; i < n; i++) {
          o[to + i] = a[from + i * step];
        }
      }
      case byte[] a -> {
        byte[] o = (byte[]) out;
        for (int i = 0; i < n; i++) {
          o[to + i] = a[from + i * step];
        }
      }
      default -> throw new IllegalStateException("unknown array " + in.getClass());
    }
  }
}
