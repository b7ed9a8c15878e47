package kierkegrad.formats.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import kierkegrad.formats.DataException;
import org.jspecify.annotations.Nullable;

/// Rows given by column name, as a [Table].
final class Rows {
  /// Whole numbers beyond this are not exact in a double.
  private static final double EXACT = 0x1p53;

  private Rows() {}

  static Table table(List<? extends Map<String, ?>> rows) {
    SequencedSet<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.keySet()));
    if (names.isEmpty()) {
      throw new DataException("the rows are empty; give at least one row with one column");
    }
    List<Column> columns = names.stream().map(name -> column(name, rows)).toList();
    List<Integer> places = IntStream.rangeClosed(1, rows.size()).boxed().toList();
    return new Table("the rows", columns, places, "row");
  }

  /// Every row has every column that the features need. A name that is not there is more likely
  /// mistyped than its value missing.
  static void requireColumns(List<Feature> features, List<? extends Map<String, ?>> rows) {
    for (int i = 0; i < rows.size(); i++) {
      for (Feature feature : features) {
        if (!rows.get(i).containsKey(feature.name())) {
          throw new DataException(
              "the rows, row %d: column %s is not there%s; name every column of the model, with an empty text where the value is missing"
                  .formatted(i + 1, feature.name(), hint(feature.name(), rows.get(i))));
        }
      }
    }
  }

  private static String hint(String wanted, Map<String, ?> row) {
    return row.isEmpty()
        ? ""
        : ", the nearest is '" + EditDistance.nearest(wanted, List.copyOf(row.keySet())) + "'";
  }

  private static Column column(String name, List<? extends Map<String, ?>> rows) {
    List<String> cells = new ArrayList<>();
    for (Map<String, ?> row : rows) {
      cells.add(text(row.get(name)));
    }
    boolean numeric =
        cells.stream().allMatch(cell -> cell.isEmpty() || !Double.isNaN(Column.parse(cell)));
    boolean empty = cells.stream().allMatch(String::isEmpty);
    return new Column(
        name, cells, numeric && !empty ? Column.Kind.NUMERIC : Column.Kind.CATEGORICAL);
  }

  /// A cell of a CSV file with this value.
  private static String text(@Nullable Object value) {
    if (value instanceof Number number) {
      double x = number.doubleValue();
      boolean whole = x == Math.rint(x) && Math.abs(x) < EXACT;
      return whole ? Long.toString((long) x) : Double.isNaN(x) ? "" : number.toString();
    }
    String text = value == null ? "" : value.toString().strip();
    return Column.isMissing(text) ? "" : text;
  }
}
