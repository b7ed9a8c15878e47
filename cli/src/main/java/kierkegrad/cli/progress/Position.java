package kierkegrad.cli.progress;

import java.util.List;
import java.util.OptionalDouble;

/// Where work is.
///
/// @param unit what is counted, such as `epoch`
/// @param number the piece that is under way or was just finished, counted from 1
/// @param total how many there are
/// @param share how much of the whole is done, from 0 to 1
/// @param facts short texts, the most important first: a narrow terminal leaves out the last ones
/// @param speed such as rows per second
public record Position(
    String unit, long number, long total, double share, List<String> facts, OptionalDouble speed) {
  /// Keeps an immutable copy.
  public Position {
    facts = List.copyOf(facts);
  }

  /// After a piece of equal pieces.
  public static Position of(String unit, long number, long total, String... facts) {
    return new Position(
        unit,
        number,
        total,
        total == 0 ? 1 : (double) number / total,
        List.of(facts),
        OptionalDouble.empty());
  }

  /// Such as `epoch 3/10`.
  String head() {
    return unit + " " + number + "/" + total;
  }

  /// Such as `21,336 rows/s`.
  List<String> speeds() {
    return speed.isPresent() ? List.of("%,.0f rows/s".formatted(speed.getAsDouble())) : List.of();
  }
}
