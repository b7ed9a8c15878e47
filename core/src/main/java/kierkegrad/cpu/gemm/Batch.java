package kierkegrad.cpu.gemm;

import kierkegrad.cpu.machine.Threads;

/// One product after the other, of the same sizes and layouts, on matrices that start at different
/// places. Results lie behind one another.
///
/// @param aStarts where each A starts
/// @param bStarts where each B starts
/// @param size the elements of one C
public record Batch<T>(Gemm<T> product, int[] aStarts, int[] bStarts, int size) {
  /// Computes every C.
  ///
  /// @param bias any array, if there is no bias
  public void run(T a, T b, T c, T bias, int biasAt) {
    int count = aStarts.length;
    if (count == 1 || product.isParallel() && count < 8) {
      run(a, b, c, bias, biasAt, 0, count);
    } else {
      Threads.parallel(count, product.grain(), (from, to) -> run(a, b, c, bias, biasAt, from, to));
    }
  }

  private void run(T a, T b, T c, T bias, int biasAt, int from, int to) {
    for (int i = from; i < to; i++) {
      product.run(a, aStarts[i], b, bStarts[i], c, i * size, bias, biasAt);
    }
  }
}
