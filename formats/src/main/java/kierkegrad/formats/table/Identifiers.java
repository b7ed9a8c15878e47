package kierkegrad.formats.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// Finds columns that only tell rows apart.
final class Identifiers {
  /// Tables of this size or less are likely made by hand; there no text or count is suspicious.
  static final int SMALL_TABLE = 10;

  /// R's `write.csv` and pandas' `to_csv` give a name such as these, or none, to the row's number.
  private static final Set<String> NAMES =
      Set.of("id", "index", "rownames", "row_names", "rowid", "row_id", "uuid", "guid");

  private static final String UUID = "\\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\}?";

  private Identifiers() {}

  /// Whole numbers that are all different, under a telling name or counting the rows.
  static boolean isNumber(Table table, Column column) {
    return column.isWhole()
        && isAllDifferent(column)
        && (isName(column.name()) || counts(table, column));
  }

  /// Whether every value that is there is a universally unique identifier (RFC 9562).
  static boolean isUuid(Column column) {
    return present(column).stream().allMatch(cell -> cell.matches(UUID));
  }

  private static boolean isName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower)
        || lower.endsWith("_id")
        || lower.endsWith(" id")
        || name.matches(".*[a-z]I[Dd]")
        || lower.matches("unnamed: ?\\d+");
  }

  /// Whether a column counts the rows from 0 or 1. In a small table, or beside the target alone,
  /// such numbers are more likely what the target depends on.
  private static boolean counts(Table table, Column column) {
    int rows = column.cells().size();
    double first = column.number(0);
    return rows > SMALL_TABLE
        && table.columns().size() > 2
        && (first == 0 || first == 1)
        && IntStream.range(0, rows).allMatch(row -> column.number(row) == first + row);
  }

  /// Whether no value that is there occurs twice.
  static boolean isAllDifferent(Column column) {
    List<String> present = present(column);
    return present.stream().distinct().count() == present.size();
  }

  private static List<String> present(Column column) {
    return column.cells().stream().filter(cell -> !cell.isEmpty()).toList();
  }
}
