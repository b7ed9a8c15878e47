package kierkegrad.landscape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import kierkegrad.tensor.Tensor;

/// The way that training took: the weights at some of its steps.
///
/// @param steps after how many updates, int64 `[k]`
/// @param values every parameter's values by its name, `[k, …]`
public record Trail(Tensor steps, SequencedMap<String, Tensor> values) {
  /// Keeps an unmodifiable copy.
  ///
  /// @throws IllegalArgumentException if the numbers of snapshots differ
  public Trail {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    int count = steps.elements();
    values.forEach((name, value) -> {
      if (value.rank() == 0 || value.size(0) != count) {
        throw new IllegalArgumentException(
            "trail: %s is %s, and there are %d steps".formatted(name, value.shape(), count));
      }
    });
  }

  /// The number of snapshots.
  public int size() {
    return steps.elements();
  }
}
