package kierkegrad.cpu.gemm;

/// A matrix with strides of any sign, 0 included: element `(i, k)` lies at `i·step + k·depthStep`.
///
/// @param <T> `float[]` or `double[]`
public sealed interface Strided<T> extends Panels<T> permits StridedFloats, StridedDoubles {
  /// From an index to the next: the row stride of A, the column stride of B.
  int step();

  /// From a summed index to the next: the column stride of A, the row stride of B.
  int depthStep();

  /// A matrix of floats.
  static Strided<float[]> floats(int step, int depthStep) {
    return new StridedFloats(step, depthStep);
  }

  /// A matrix of doubles.
  static Strided<double[]> doubles(int step, int depthStep) {
    return new StridedDoubles(step, depthStep);
  }
}
