package kierkegrad.cpu.gemm;

/// The innermost loop: a tile of C, of fixed rows and columns, held in registers.
///
/// @param <T> `float[]` or `double[]`
interface Tile<T> {
  /// `c[r, j] = s[r, j] + Σ a[r, k]·b[k, j]`, summed in the order of k, from s on.
  ///
  /// @param a at `aAt + r·aRow + k·aDepth`
  /// @param b at `bAt + k·bDepth + j`
  /// @param s at `sAt + r·sRow + j`; may be c
  /// @param c at `cAt + r·cRow + j`
  /// @param columns of a tile whose width is not fixed
  void multiply(
      T a,
      int aAt,
      int aRow,
      int aDepth,
      T b,
      int bAt,
      int bDepth,
      int depth,
      T s,
      int sAt,
      int sRow,
      T c,
      int cAt,
      int cRow,
      int columns);
}
