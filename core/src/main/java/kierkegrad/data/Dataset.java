package kierkegrad.data;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Rows that can be fetched in any order.
public interface Dataset {
  /// The number of rows.
  int size();

  /// These rows, in this order.
  Batch rows(int... indices);

  /// All rows, in their order.
  default Batch all() {
    return rows(IntStream.range(0, size()).toArray());
  }

  /// The same rows, transformed whenever they are fetched: images stay bytes in memory and become
  /// normalised numbers one batch at a time.
  ///
  /// ```java
  /// Dataset normalised = images.map(b -> new Batch(standardizer.apply(b.x()), b.y()));
  /// ```
  default Dataset map(UnaryOperator<Batch> transform) {
    return new MappedDataset(this, transform);
  }
}
