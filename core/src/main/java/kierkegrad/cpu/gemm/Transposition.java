package kierkegrad.cpu.gemm;

/// Packs as many rows as a vector has lanes into as many lanes of a panel.
///
/// @param <T> `float[]` or `double[]`
interface Transposition<T> {
  /// Writes element d of row r to `panel[at + d·width + r]`.
  ///
  /// @param first where the first row starts, `step` before the second; a row lies side by side
  /// @param depth a multiple of the number of lanes
  void pack(T from, int first, int step, T panel, int at, int width, int depth);
}
