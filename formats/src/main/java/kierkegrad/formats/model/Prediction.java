package kierkegrad.formats.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a model predicts for one row.
///
/// ```java
/// switch (model.predict(row)) {
///   case Prediction.OfClass c -> IO.println(c.label() + " with " + c.probability());
///   case Prediction.OfNumber n -> IO.println(n.value());
/// }
/// ```
public sealed interface Prediction {
  /// The class, or the number as text.
  String label();

  /// A class.
  ///
  /// @param label the most probable class, the first of equals
  /// @param probability its probability
  /// @param probabilities of all classes, by class, in the model's order
  record OfClass(String label, double probability, SequencedMap<String, Double> probabilities)
      implements Prediction {
    /// Keeps an unmodifiable copy.
    public OfClass {
      probabilities = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(probabilities));
    }
  }

  /// A number.
  ///
  /// @param value in the target's unit
  record OfNumber(double value) implements Prediction {
    @Override
    public String label() {
      return Double.toString(value);
    }
  }
}
