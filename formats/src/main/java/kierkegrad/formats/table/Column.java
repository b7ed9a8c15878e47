package kierkegrad.formats.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// A named column of a [Table].
///
/// @param name its name, unique in the table
/// @param cells its texts by row; a missing value is the empty text
/// @param kind what the texts mean
public record Column(String name, List<String> cells, Kind kind) {
  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "?");

  /// What the texts of a column mean.
  public enum Kind {
    /// Numbers.
    NUMERIC,
    /// Names of things, without an order.
    CATEGORICAL
  }

  /// Keeps an immutable copy.
  public Column {
    cells = List.copyOf(cells);
  }

  /// Whether the value of a row is missing.
  public boolean isMissing(int row) {
    return cells.get(row).isEmpty();
  }

  /// The number of missing values.
  public int missing() {
    return (int) cells.stream().filter(String::isEmpty).count();
  }

  /// The number in a row; NaN if it is missing or not a number.
  public double number(int row) {
    return parse(cells.get(row));
  }

  /// Whether every value that is there is a whole number.
  public boolean isWhole() {
    return IntStream.range(0, cells.size())
        .filter(row -> !isMissing(row))
        .mapToDouble(this::number)
        .allMatch(x -> x == Math.rint(x));
  }

  /// Whether a text stands for a missing value: empty, or `NA`, `N/A`, `nan`, `null` or `?` in any
  /// case.
  public static boolean isMissing(String text) {
    return text.length() <= 4 && MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  /// A finite decimal number such as `-1.5e3`, or NaN. Java's own forms (`1f`, `0x1p3`, `Infinity`)
  /// are no numbers here.
  public static double parse(String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0)) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
