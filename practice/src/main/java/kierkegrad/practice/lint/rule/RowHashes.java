package kierkegrad.practice.lint.rule;

import java.util.stream.IntStream;
import kierkegrad.data.Batch;
import kierkegrad.data.TensorDataset;
import kierkegrad.practice.lint.Sample;
import kierkegrad.tensor.DType;

/// A number of 64 bits for every row: equal rows have equal ones, and others hardly ever.
final class RowHashes {
  private static final int CHUNK = 4_096;
  private static final int FEW = 20;

  private RowHashes() {}

  /// Takes a row's number and hash.
  @FunctionalInterface
  interface Sink {
    void row(int row, long hash);
  }

  /// Goes through all rows.
  ///
  /// @param targets whether targets count too
  static void of(TensorDataset data, boolean targets, Sink sink) {
    for (int from = 0; from < data.size(); from += CHUNK) {
      Batch batch = data.rows(IntStream.range(from, Math.min(data.size(), from + CHUNK)).toArray());
      double[] x = batch.x().detach().to(DType.F64).toDoubleArray();
      double[] y = targets ? batch.y().to(DType.F64).toDoubleArray() : new double[0];
      int rows = batch.rows();
      for (int i = 0; i < rows; i++) {
        sink.row(from + i, hash(hash(1, x, rows, i), y, rows, i));
      }
    }
  }

  private static long hash(long start, double[] values, int rows, int row) {
    int width = values.length / rows;
    long hash = start;
    for (int j = row * width; j < (row + 1) * width; j++) {
      // 0.0 and -0.0 are equal.
      hash = (hash ^ Double.doubleToLongBits(values[j] + 0.0)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /// Whether rows are often equal by chance: no numeric column has many values.
  static boolean mayCoincide(Sample sample) {
    return sample.numeric().stream().noneMatch(g -> sample.distinct(g) > FEW);
  }
}
