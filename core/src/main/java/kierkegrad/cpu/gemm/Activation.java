package kierkegrad.cpu.gemm;

/// What happens to every element of C in the end, while it is still in the cache. Called by several
/// threads at once.
@FunctionalInterface
public interface Activation {
  /// Nothing.
  Activation NONE = (c, from, step, rows, columns) -> {};

  /// Computes an element-wise function in place, of a part of C.
  ///
  /// @param c `float[]` or `double[]`
  /// @param from where the part starts
  /// @param step the distance between rows
  void apply(Object c, int from, int step, int rows, int columns);
}
