package kierkegrad.practice.settings;

import java.util.Locale;
import java.util.Optional;
import kierkegrad.tensor.Tensor;

/// How much rows of each class count.
public enum ClassWeights {
  /// Every row counts the same.
  NONE,
  /// Every class counts the same ([kierkegrad.loss.ClassWeights#balanced]).
  BALANCED;

  /// The weights `[C]`, if they differ.
  ///
  /// @param labels the class numbers of the training rows
  public Optional<Tensor> of(int[] labels, int classes) {
    return this == NONE
        ? Optional.empty()
        : Optional.of(kierkegrad.loss.ClassWeights.balanced(labels, classes));
  }

  /// The name on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
