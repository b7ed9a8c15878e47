package kierkegrad.cpu.gemm;

/// One way to compute a product of fixed sizes and layouts.
///
/// @param <T> `float[]` or `double[]`
interface Product<T> {
  /// Computes C, all but the activation, from arrays and the places in them where A, B, C and the
  /// bias start.
  void run(T a, int aAt, T b, int bAt, T c, int cAt, T bias, int biasAt);

  /// Whether it is work for several threads.
  default boolean isParallel() {
    return false;
  }
}
