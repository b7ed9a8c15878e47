package kierkegrad.practice.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import kierkegrad.tensor.Tensor;

/// How much rows of each class count.
public enum ClassWeights {
  /// Every row counts the same.
  NONE,
  /// Every class counts the same: a row of class k has weight n / (C · nₖ), with n rows, C classes
  /// and nₖ rows of class k (scikit-learn's `balanced`).
  BALANCED;

  /// The weights `[C]`, if they differ.
  ///
  /// @param labels the class numbers of the training rows
  public Optional<Tensor> of(int[] labels, int classes) {
    if (this == NONE) {
      return Optional.empty();
    }
    long[] counts = new long[classes];
    Arrays.stream(labels).forEach(label -> counts[label]++);
    float[] weights = new float[classes];
    for (int k = 0; k < classes; k++) {
      weights[k] = counts[k] == 0 ? 0 : (float) ((double) labels.length / classes / counts[k]);
    }
    return Optional.of(Tensor.of(weights));
  }

  /// The name on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
