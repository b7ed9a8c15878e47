package kierkegrad.cpu.loops;

import kierkegrad.cpu.machine.Machine;

/// Sums and extremes of rows and columns. All sums are accumulated in double, in an order that
/// depends on nothing but sizes and the width of vectors: element `i` of a row goes to sum `i mod
/// lanes`, and the sums are added at the end.
public interface SumLoops {
  /// Sums of a row that are open at a time, in vectors.
  int VECTORS = 4;

  /// The loops that this machine runs fastest.
  static SumLoops best() {
    return Machine.hasVectors()
        ? new WarmSums(new VectorSums(), new PlainSums(VECTORS * Machine.vectorBits() / 64))
        : new PlainSums(VECTORS * 8);
  }

  /// The sum of `n` elements from `at` on.
  double sum(float[] a, int at, int n);

  /// The sum of `n` elements from `at` on.
  double sum(double[] a, int at, int n);

  /// Adds rows of `n` elements, `stride` apart, to the sums from `to` on, one row after another.
  void columns(float[] a, int at, int rows, int stride, double[] sums, int to, int n);

  /// Adds rows of `n` elements, `stride` apart, to the sums from `to` on, one row after another.
  void columns(double[] a, int at, int rows, int stride, double[] sums, int to, int n);

  /// The largest of `n` elements from `at` on, −∞ of none; NaN wins.
  float max(float[] a, int at, int n);
}
