package kierkegrad.formats.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.formats.DataException;

/// Named columns of equal length.
///
/// @param source what messages call it: the name of the file
/// @param columns the columns, in file order
/// @param lines the line of the file, from 1, where each row begins
/// @param unit what messages call such a place: `line`, or `row` where there is no file
public record Table(String source, List<Column> columns, List<Integer> lines, String unit) {
  private static final List<String> TARGET_NAMES =
      List.of("target", "label", "class", "species", "y");

  /// Of a file.
  public Table(String source, List<Column> columns, List<Integer> lines) {
    this(source, columns, lines, "line");
  }

  /// Keeps immutable copies.
  public Table {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
  }

  /// Reads a CSV file, gzip or not, and finds out whether it has a header.
  ///
  /// @see #csv(Path, Header)
  public static Table csv(Path file) {
    return csv(file, Header.AUTO);
  }

  /// Reads a CSV file in UTF-8 (RFC 4180; gzip or not, with or without a byte-order mark, any line
  /// ends, quoted cells, empty lines skipped). Cells are separated by the one of comma, semicolon
  /// and tab that the first line has most of; space around them is dropped.
  ///
  /// A value is missing if its cell is empty or `NA`, `N/A`, `nan`, `null` or `?`, in any case. A
  /// column whose values are all numbers is numeric, one with at most half numbers is categorical.
  ///
  /// @throws DataException if the file cannot be read, is empty, has a header only, has rows of
  ///   different lengths or two columns of one name, or a text in a column of mostly numbers
  public static Table csv(Path file, Header header) {
    return Csv.read(file, header);
  }

  /// Rows given by column name, as a program or a JSON document has them. A value is a number, a
  /// text, a truth value (`true`, `false`), a date of `java.time`, or null, which is missing; a
  /// text stands for a missing value, or for a number, just where it does so in a CSV file. A
  /// column that some rows lack is missing there. A column is numeric if all its values are numbers
  /// or missing.
  ///
  /// ```java
  /// Table.of(List.of(Map.of("petal_length", 1.4, "petal_width", "0.2")))
  /// ```
  ///
  /// @throws DataException if there are no rows or no columns
  public static Table of(List<? extends Map<String, ?>> rows) {
    return Rows.table(rows);
  }

  /// A problem: to predict a column from the others.
  ///
  /// @param name the column's name or number, from 1 or from −1 backwards
  /// @throws DataException if there is no such column; the message suggests the nearest name
  public Problem target(String name) {
    return Problem.of(this, Optional.of(name));
  }

  /// The number of rows.
  public int rows() {
    return lines.size();
  }

  /// The numbers of all rows: 0 to `rows() − 1`.
  public int[] allRows() {
    return IntStream.range(0, rows()).toArray();
  }

  /// The names of the columns.
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /// The column of a name.
  ///
  /// @throws DataException if there is none; the message suggests the nearest name
  public Column column(String name) {
    return named(name).orElseThrow(() -> unknown(name));
  }

  /// The name of the column that a user means by a name or a number: 1 is the first column, −1 the
  /// last.
  ///
  /// @throws DataException if there is none; the message suggests the nearest name
  public String resolve(String nameOrNumber) {
    if (named(nameOrNumber).isPresent()) {
      return nameOrNumber;
    }
    if (!nameOrNumber.matches("-?\\d{1,9}")) {
      throw unknown(nameOrNumber);
    }
    int number = Integer.parseInt(nameOrNumber);
    int index = number > 0 ? number - 1 : columns.size() + number;
    if (number == 0 || index < 0 || index >= columns.size()) {
      throw new DataException(
          "%s has no column %d; columns are counted from 1 to %d, or from -1 backwards"
              .formatted(source, number, columns.size()));
    }
    return columns.get(index).name();
  }

  /// The name of the column that is predicted unless the user names one: the first called `target`,
  /// `label`, `class`, `species` or `y` (in any case, tried in this order), otherwise the last.
  public String defaultTarget() {
    for (String wanted : TARGET_NAMES) {
      for (Column column : columns) {
        if (column.name().toLowerCase(Locale.ROOT).equals(wanted)) {
          return column.name();
        }
      }
    }
    return columns.getLast().name();
  }

  /// Where a cell stands, for messages: `iris.csv, line 3, column petal_width`.
  public String place(int row, String column) {
    return "%s, %s %d, column %s".formatted(source, unit, lines.get(row), column);
  }

  private Optional<Column> named(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  private DataException unknown(String name) {
    return new DataException(
        "%s has no column '%s'; did you mean '%s'? Its columns are %s"
            .formatted(source, name, EditDistance.nearest(name, names()), list(names())));
  }

  private static String list(List<String> names) {
    String shown = names.stream().limit(20).collect(Collectors.joining(", "));
    return names.size() <= 20 ? shown : shown + ", … (" + names.size() + " in all)";
  }
}
