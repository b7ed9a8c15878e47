package kierkegrad.report.explain;

import java.util.List;
import java.util.Optional;

/// What is known about the row that was explained, beyond its numbers.
///
/// @param data the name of the data, such as `iris`
/// @param number the row, counted from 1
/// @param features the inputs' names; none for an image
/// @param raw the inputs before normalisation, as texts; none if they are not known
/// @param classes the classes by index; none if a number is predicted
/// @param truth the true class or value, as a text
public record Row(
    String data,
    int number,
    List<String> features,
    List<String> raw,
    List<String> classes,
    Optional<String> truth) {
  /// Keeps unmodifiable copies.
  public Row {
    features = List.copyOf(features);
    raw = List.copyOf(raw);
    classes = List.copyOf(classes);
  }
}
