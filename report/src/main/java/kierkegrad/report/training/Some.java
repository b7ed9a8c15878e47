package kierkegrad.report.training;

import java.util.List;
import java.util.stream.IntStream;

/// A few out of many.
final class Some {
  private Some() {}

  /// All, or that many (at least 2) from the first to the last at even distances.
  static <T> List<T> evenly(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    return IntStream.range(0, most)
        .mapToObj(i -> all.get(Math.round((float) i * (all.size() - 1) / (most - 1))))
        .toList();
  }
}
