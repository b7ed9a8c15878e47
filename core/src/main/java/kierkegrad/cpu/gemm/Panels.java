package kierkegrad.cpu.gemm;

/// An operand of a matrix product, as packing reads it: a table of elements `(i, k)`, where `i` is
/// the row of A or the column of B, and `k` is the index that is summed over. Whatever can write
/// such elements into a panel can be multiplied: a transposed matrix, or the patches of an image,
/// which then are never a matrix in memory.
///
/// Stateless: the array and the position in it come with every call, from several threads at once.
///
/// @param <T> `float[]` or `double[]`
public interface Panels<T> {
  /// Writes the elements of `rows` indices from `i` on and `depth` indices from `k` on into a panel
  /// of `width` lanes: element `(i + r, k + d)` to `panel[at + d·width + r]`. Other lanes are never
  /// read.
  ///
  /// @param from the operand's array
  /// @param start where the operand starts in it
  void pack(T from, int start, T panel, int at, int width, int i, int rows, int k, int depth);
}
