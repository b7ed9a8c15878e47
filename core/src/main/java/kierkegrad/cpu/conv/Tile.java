package kierkegrad.cpu.conv;

import kierkegrad.cpu.machine.Machine;

/// The innermost work: a few rows of sums over what lies at computed places, in registers.
///
/// A convolution is a product `C[r,j] += Σ A[r,k] · B[k,j]` in which row k of B, a window's element
/// at consecutive positions, lies somewhere in an array: at `at[k]`, a shift of what the other rows
/// read. So B is never written out. Every element of C is summed in the order of k by fused
/// multiply-adds, whatever the tile, so that all tiles give the same bits.
interface Tile {
  /// The most vectors that a row of C has.
  int VECTORS = 3;

  /// The number of rows of C.
  int rows();

  /// The number of elements of a vector.
  int lanes();

  /// Adds the product to C.
  ///
  /// @param n the number of terms k
  /// @param a A, where `A[r,k]` is at `ao + r·rs + k·ks`
  /// @param b where element j of vector v of row k of B is at `at[k] + starts[first + v] + j`
  /// @param vectors the number of vectors of a row, 1 to 3
  /// @param c C, its rows of `vectors` vectors one behind another from `co` on
  void add(
      int n,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int[] at,
      int[] starts,
      int first,
      int vectors,
      float[] c,
      int co);

  /// Copies rows of n numbers, which are `step` and `stepTo` apart. May write anything to as many
  /// as `lanes() − 1` places behind each before the next.
  void copy(int rows, float[] in, int from, int step, float[] out, int to, int stepTo, int n);

  /// Writes a value to n places, a multiple of [#lanes].
  void fill(float[] out, int to, int n, float value);

  /// Copies n numbers, negative ones as 0 if they are rectified.
  void store(float[] in, int from, float[] out, int to, int n, boolean rectified);

  /// Adds n numbers, every `step`-th, times a factor to others.
  void addScaled(int n, float factor, float[] x, int from, int step, float[] y, int to, int stepTo);

  /// The fastest tile for products with so many rows.
  static Tile of(int rows) {
    if (!Machine.hasVectors()) {
      return new PlainTile();
    }
    return Machine.vectorBits() == 512 && rows > 4 ? new VectorTile8() : new VectorTile4();
  }
}
