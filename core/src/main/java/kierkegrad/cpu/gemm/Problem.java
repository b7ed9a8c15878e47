package kierkegrad.cpu.gemm;

/// What is to be multiplied.
///
/// @param cRow the distance between rows of C
record Problem<T>(
    int m, int n, int k, Panels<T> a, Panels<T> b, int cRow, Start start, Activation activation) {
  private static final int FEW = 256;

  long multiplications() {
    return (long) m * n * k;
  }

  /// Whether it is sooner computed than cut into tiles: it is tiny, or its rows are.
  boolean isSmall() {
    return multiplications() <= FEW || (long) n * k <= 32 && multiplications() <= 1 << 15;
  }
}
