package kierkegrad.loss;

import java.util.Arrays;
import kierkegrad.tensor.Tensor;

/// Weights that make rare classes count as much as frequent ones, for
/// [CrossEntropyLoss#withWeight].
///
/// ```java
/// new CrossEntropyLoss().withWeight(ClassWeights.balanced(trainingClasses, 3))
/// ```
public final class ClassWeights {
  private ClassWeights() {}

  /// `n / (k·nₖ)` for each class, with n rows, nₖ of the class, and k classes that occur: every
  /// class weighs `n/k` in all, and the mean row weighs 1. scikit-learn's `compute_class_weight`
  /// with `balanced`. A class without rows, which no loss will ask for, weighs 0.
  ///
  /// @param rows the class number of every training row
  /// @param classes how many classes there are
  /// @throws IllegalArgumentException if there are no rows, or a number is no class
  public static Tensor balanced(int[] rows, int classes) {
    long[] counts = counts(rows, classes);
    double present = Arrays.stream(counts).filter(count -> count > 0).count();
    return Tensor.of(
        Arrays.stream(counts)
            .mapToDouble(count -> count == 0 ? 0 : rows.length / (present * count))
            .toArray());
  }

  /// Of class numbers `[n]` (int64).
  ///
  /// @see #balanced(int[], int)
  public static Tensor balanced(Tensor rows, int classes) {
    return balanced(rows.toIntArray(), classes);
  }

  private static long[] counts(int[] rows, int classes) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("class weights: there are no rows to count");
    }
    long[] counts = new long[classes];
    for (int row : rows) {
      if (row < 0 || row >= classes) {
        throw new IllegalArgumentException(
            "class weights: %d is none of %d classes; number them from 0".formatted(row, classes));
      }
      counts[row]++;
    }
    return counts;
  }
}
