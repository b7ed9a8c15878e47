package kierkegrad.formats.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.formats.DataException;
import kierkegrad.formats.FileAccess;

/// Reads CSV files into tables.
final class Csv {
  /// How many of a column's odd texts a message shows beside the first.
  private static final int SHOWN = 4;

  private Csv() {}

  static Table read(Path file, Header header) {
    try (InputStream in = FileAccess.open(file)) {
      return read(file.getFileName().toString(), in, header);
    } catch (CharacterCodingException e) {
      throw new DataException(file.getFileName() + " is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw FileAccess.cannotRead(file, e);
    }
  }

  static Table read(String source, InputStream in, Header header) throws IOException {
    List<CsvRecords.Row> rows = CsvRecords.read(source, in);
    if (rows.isEmpty()) {
      throw new DataException(source + " is empty; it needs at least one row of values");
    }
    checkWidths(source, rows);
    boolean named =
        switch (header) {
          case AUTO -> rows.getFirst().cells().stream().noneMatch(Csv::isNumber);
          case PRESENT -> true;
          case ABSENT -> false;
        };
    List<String> names = names(source, rows.getFirst().cells(), named);
    List<CsvRecords.Row> body = named ? rows.subList(1, rows.size()) : rows;
    if (body.isEmpty()) {
      throw new DataException(
          source
              + " has a header and no rows; if its one line is a row, say that it has no header");
    }
    List<Integer> lines = body.stream().map(CsvRecords.Row::line).toList();
    List<Column> columns =
        IntStream.range(0, names.size())
            .mapToObj(i -> column(source, names.get(i), i, body))
            .toList();
    return new Table(source, columns, lines);
  }

  private static void checkWidths(String source, List<CsvRecords.Row> rows) {
    int width = rows.getFirst().cells().size();
    List<CsvRecords.Row> others = rows.stream().filter(row -> row.cells().size() != width).toList();
    if (others.isEmpty()) {
      return;
    }
    CsvRecords.Row odd = others.getFirst();
    int oddWidth = odd.cells().size();
    boolean firstIsOdd =
        others.size() > 1
            && others.size() == rows.size() - 1
            && others.stream().allMatch(row -> row.cells().size() == oddWidth);
    throw new DataException(
        firstIsOdd
            ? "%s: line %d has %d cells and every later line has %d; it is no header: delete it, or put %d column names there"
                .formatted(source, rows.getFirst().line(), width, oddWidth, oddWidth)
            : "%s, line %d: %d cells, but line %d has %d; every row needs the same number"
                .formatted(source, odd.line(), oddWidth, rows.getFirst().line(), width));
  }

  private static List<String> names(String source, List<String> first, boolean named) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < first.size(); i++) {
      String name = named && !first.get(i).isEmpty() ? first.get(i) : "column" + (i + 1);
      Integer earlier = seen.putIfAbsent(name, i + 1);
      if (earlier != null) {
        throw new DataException(
            "%s: columns %d and %d are both called '%s'; rename one"
                .formatted(source, earlier, i + 1, name));
      }
      names.add(name);
    }
    return names;
  }

  private static Column column(String source, String name, int index, List<CsvRecords.Row> rows) {
    List<String> cells =
        rows.stream()
            .map(row -> row.cells().get(index))
            .map(cell -> Column.isMissing(cell) ? "" : cell)
            .toList();
    long present = cells.stream().filter(cell -> !cell.isEmpty()).count();
    long numbers = cells.stream().filter(Csv::isNumber).count();
    if (numbers == present && present > 0) {
      return new Column(name, cells, Column.Kind.NUMERIC);
    }
    if (2 * numbers > present) {
      throw mixed(source, name, cells, rows, numbers, present);
    }
    return new Column(name, cells, Column.Kind.CATEGORICAL);
  }

  private static DataException mixed(
      String source,
      String name,
      List<String> cells,
      List<CsvRecords.Row> rows,
      long numbers,
      long present) {
    int row =
        IntStream.range(0, cells.size())
            .filter(i -> !cells.get(i).isEmpty() && !isNumber(cells.get(i)))
            .findFirst()
            .orElseThrow();
    List<String> odd =
        cells.stream().filter(cell -> !cell.isEmpty() && !isNumber(cell)).distinct().toList();
    String others =
        odd.size() == 1
            ? ""
            : " (nor are %s)"
                .formatted(
                    odd.stream()
                        .skip(1)
                        .limit(SHOWN)
                        .map(cell -> "'" + cell + "'")
                        .collect(
                            Collectors.joining(", ", "", odd.size() > SHOWN + 1 ? ", …" : "")));
    return new DataException(
        "%s, line %d, column %s: '%s' is not a number%s, but %d of the column's %d values are; correct it, or leave it empty if it is missing; if the column is one of names, write all of them as names, such as 'no 7' for '7'"
            .formatted(
                source, rows.get(row).line(), name, cells.get(row), others, numbers, present));
  }

  private static boolean isNumber(String cell) {
    return !Double.isNaN(Column.parse(cell));
  }
}
