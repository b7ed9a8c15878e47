package kierkegrad.formats.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Collects the features of a table, column by column, and the reasons why some are left out.
final class Fitting {
  private static final int SMALL_TABLE = 10;

  private final Table table;
  private final int[] trainRows;
  private final boolean normalize;
  private final List<Feature> features = new ArrayList<>();
  private final Map<String, List<String>> dropped = new TreeMap<>();

  Fitting(Table table, int[] trainRows, boolean normalize) {
    this.table = table;
    this.trainRows = trainRows;
    this.normalize = normalize;
  }

  List<Feature> features() {
    return features;
  }

  List<String> notes() {
    return dropped.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
        .toList();
  }

  void add(Column column) {
    long distinct =
        Arrays.stream(trainRows)
            .filter(row -> !column.isMissing(row))
            .mapToObj(column.cells()::get)
            .distinct()
            .count();
    if (distinct == 0) {
      drop("left out, without values in the training rows", column.name());
    } else if (column.kind() == Column.Kind.NUMERIC) {
      addNumeric(column);
    } else if (distinct == 1) {
      drop("left out, constant in the training rows", column.name());
    } else if (table.rows() > SMALL_TABLE && isAllDifferent(column)) {
      drop("left out, a different text in every row", column.name());
    } else {
      addCategorical(column);
    }
  }

  private void addNumeric(Column column) {
    Statistics over = Statistics.of(Arrays.stream(trainRows).mapToDouble(column::number));
    if (over.isConstant()) {
      drop("left out, constant in the training rows", column.name());
    } else if (isIdentifier(column)) {
      drop("left out, numbers that only identify the rows", column.name());
    } else {
      features.add(
          new Feature.Numeric(
              column.name(),
              over.median(),
              normalize ? over.mean() : 0,
              normalize ? over.scale() : 1));
    }
  }

  private void addCategorical(Column column) {
    Map<String, Long> counts =
        Arrays.stream(trainRows)
            .filter(row -> !column.isMissing(row))
            .mapToObj(column.cells()::get)
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    String mode =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() == most)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    features.add(new Feature.Categorical(column.name(), mode, List.copyOf(counts.keySet())));
  }

  private void drop(String reason, String name) {
    dropped.computeIfAbsent(reason, _ -> new ArrayList<>()).add(name);
  }

  private boolean isIdentifier(Column column) {
    if (!column.isWhole() || !isAllDifferent(column)) {
      return false;
    }
    String name = column.name().toLowerCase(Locale.ROOT);
    return name.equals("id") || name.equals("index") || name.endsWith("_id") || counts(column);
  }

  /// Whether a column counts the rows from 0 or 1. In a small table, or beside the target alone,
  /// such numbers are more likely what the target depends on.
  private boolean counts(Column column) {
    int rows = column.cells().size();
    double first = column.number(0);
    return rows > SMALL_TABLE
        && table.columns().size() > 2
        && (first == 0 || first == 1)
        && IntStream.range(0, rows).allMatch(row -> column.number(row) == first + row);
  }

  private static boolean isAllDifferent(Column column) {
    return column.cells().stream().distinct().count() == column.cells().size();
  }
}
