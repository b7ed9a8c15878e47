package kierkegrad.formats.table;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Collects the features of a table, column by column, and what the user should know about them.
final class Fitting {
  /// Columns with fewer values than this share of the training rows are left out.
  private static final double NEARLY_EMPTY = 0.05;

  private final Table table;
  private final int[] trainRows;
  private final Encoder.Options options;
  private final List<Feature> features = new ArrayList<>();
  private final List<Feature> embedded = new ArrayList<>();
  private final Map<String, List<String>> remarks = new TreeMap<>();

  Fitting(Table table, int[] trainRows, Encoder.Options options) {
    this.table = table;
    this.trainRows = trainRows;
    this.options = options;
  }

  /// Those with an embedding are last.
  List<Feature> features() {
    return Stream.concat(features.stream(), embedded.stream()).toList();
  }

  List<String> notes() {
    return remarks.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
        .toList();
  }

  void add(Column column) {
    SequencedMap<String, Long> counts = counts(column);
    long present = counts.values().stream().mapToLong(Long::longValue).sum();
    if (options.ignored().contains(column.name())) {
      remark("left out, as told", column);
    } else if (present == 0) {
      remark("left out, without values in the training rows", column);
    } else if (counts.size() == 1 || isConstant(column)) {
      remark("left out, constant in the training rows", column);
    } else if (present < NEARLY_EMPTY * trainRows.length) {
      remark("left out, with values in less than 5 % of the training rows", column);
    } else if (addValues(column, counts, present)) {
      addAbsence(column, present);
    }
  }

  private boolean isConstant(Column column) {
    return column.kind() == Column.Kind.NUMERIC && numbers(column).isConstant();
  }

  private Statistics numbers(Column column) {
    return Statistics.of(Arrays.stream(trainRows).mapToDouble(column::number));
  }

  /// How many training rows have each value, the values in Unicode order.
  private SequencedMap<String, Long> counts(Column column) {
    return Arrays.stream(trainRows)
        .filter(row -> !column.isMissing(row))
        .mapToObj(column.cells()::get)
        .collect(groupingBy(Function.identity(), TreeMap::new, counting()));
  }

  /// Whether the column is of use.
  private boolean addValues(Column column, SequencedMap<String, Long> counts, long present) {
    boolean wanted = options.embedded().contains(column.name());
    if (wanted) {
      addEmbedded(column, counts);
    } else if (column.kind() == Column.Kind.NUMERIC) {
      return addNumeric(column);
    } else if (counts.keySet().stream().allMatch(text -> Dates.days(text).isPresent())) {
      addDate(column);
    } else if (isFlag(counts)) {
      long yes = count(counts, Feature.Flag::isYes);
      features.add(new Feature.Flag(column.name(), 2 * yes > present));
    } else if (Identifiers.isUuid(column)) {
      return without("left out, identifiers of the rows", column);
    } else if (table.rows() > Identifiers.SMALL_TABLE && Identifiers.isAllDifferent(column)) {
      return without("left out, a different text in every row", column);
    } else if (once(counts) > Math.max(Embed.FEW, present / 2)) {
      return without("left out, most rows have a text of their own", column);
    } else if (options.embed().chooses(counts.size())) {
      addEmbedded(column, counts);
    } else {
      features.add(
          new Feature.Categorical(column.name(), mode(counts), List.copyOf(counts.keySet())));
    }
    return true;
  }

  private boolean addNumeric(Column column) {
    if (Identifiers.isNumber(table, column)) {
      return without("left out, numbers that only identify the rows", column);
    }
    Statistics over = numbers(column);
    features.add(
        options.normalize()
            ? new Feature.Numeric(column.name(), over.median(), over.mean(), over.scale())
            : new Feature.Numeric(column.name(), over.median(), 0, 1));
    return true;
  }

  private void addDate(Column column) {
    Statistics over =
        Statistics.of(
            Arrays.stream(trainRows)
                .filter(row -> !column.isMissing(row))
                .mapToDouble(row -> Dates.days(column.cells().get(row)).orElseThrow()));
    features.add(
        options.normalize()
            ? new Feature.Date(column.name(), over.median(), over.mean(), over.scale())
            : new Feature.Date(column.name(), over.median(), 0, 1));
    remark("read as dates (days, and the place in year and week)", column);
  }

  private static boolean isFlag(Map<String, Long> counts) {
    long yes = counts.keySet().stream().filter(Feature.Flag::isYes).count();
    long no = counts.keySet().stream().filter(Feature.Flag::isNo).count();
    return yes > 0 && no > 0 && yes + no == counts.size();
  }

  private static long count(Map<String, Long> counts, Predicate<String> which) {
    return counts.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /// How many values occur once.
  private static long once(Map<String, Long> counts) {
    return counts.values().stream().filter(rows -> rows == 1).count();
  }

  /// The most frequent value, the first of equals.
  private static String mode(SequencedMap<String, Long> counts) {
    Map.Entry<String, Long> mode = counts.firstEntry();
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      mode = entry.getValue() > mode.getValue() ? entry : mode;
    }
    return mode.getKey();
  }

  private void addEmbedded(Column column, Map<String, Long> counts) {
    List<String> known =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() > 1)
            .map(Map.Entry::getKey)
            .toList();
    int width = Feature.Embedded.usualWidth(known.size() + 1);
    embedded.add(new Feature.Embedded(column.name(), known, width));
    remark(
        "embedded",
        column.name() + " (%d categories as vectors of %d)".formatted(known.size(), width));
  }

  private void addAbsence(Column column, long present) {
    long missing = trainRows.length - present;
    boolean isEmbedded = embedded.stream().anyMatch(f -> f.name().equals(column.name()));
    if (options.missing() == Missing.IMPUTE
        && !isEmbedded
        && missing > options.absence() * trainRows.length) {
      features.add(new Feature.Absence(column.name()));
      remark("with an input that says where the value is missing", column);
    }
  }

  private boolean without(String reason, Column column) {
    remark(reason, column);
    return false;
  }

  private void remark(String what, Column column) {
    remark(what, column.name());
  }

  private void remark(String what, String name) {
    remarks.computeIfAbsent(what, _ -> new ArrayList<>()).add(name);
  }
}
