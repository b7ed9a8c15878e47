package kierkegrad.report.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.table.Column;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Feature;
import kierkegrad.formats.table.Table;
import kierkegrad.formats.table.Target;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.data.Prepared;
import kierkegrad.report.training.DataSummary;
import kierkegrad.report.training.DataSummary.Category;
import kierkegrad.report.training.DataSummary.ClassCount;
import kierkegrad.report.training.DataSummary.Role;

/// What there is to know about a table.
record TableSummary(Table table, Encoder encoder, Prepared prepared) {
  /// The width of the first word of a fact, such as `data`.
  static final int WORD = 10;

  DataSummary summary() {
    List<String> notes = new ArrayList<>(encoder.notes());
    int missing = table.columns().stream().mapToInt(Column::missing).sum();
    if (missing > 0) {
      notes.add(
          "missing values, %,d in all, are replaced by the median or by the most frequent name of the training rows"
              .formatted(missing));
    }
    return new DataSummary(
        prepared.facts().getFirst().substring(WORD),
        prepared.train().size(),
        prepared.test().size(),
        columns(),
        classes(prepared),
        scaling(),
        notes);
  }

  private String scaling() {
    boolean numbers = encoder.features().stream().anyMatch(Feature.Numeric.class::isInstance);
    boolean names = encoder.features().stream().anyMatch(Feature.Categorical.class::isInstance);
    boolean scaled =
        encoder.features().stream()
            .anyMatch(f -> f instanceof Feature.Numeric n && (n.mean() != 0 || n.scale() != 1));
    List<String> sentences = new ArrayList<>();
    if (numbers) {
      sentences.add(
          scaled
              ? "Each column of numbers becomes (x − mean) / deviation, over the training rows."
              : "Numbers are not scaled.");
    }
    if (names) {
      sentences.add("Each name becomes an input of its own, 1 or 0.");
    }
    if (encoder.task() == Task.REGRESSION) {
      sentences.add("The target is scaled in the same way, and predictions are scaled back.");
    }
    return String.join(" ", sentences);
  }

  private List<DataSummary.Column> columns() {
    Set<String> features = new HashSet<>();
    encoder.features().forEach(feature -> features.add(feature.name()));
    int[] rows = Arrays.stream(prepared.trainRows()).mapToInt(row -> (int) row - 1).toArray();
    return table.columns().stream()
        .map(column -> {
          boolean target = column.name().equals(encoder.target().name());
          Role role =
              target
                  ? Role.TARGET
                  : features.contains(column.name()) ? Role.FEATURE : Role.LEFT_OUT;
          boolean named = target && encoder.target() instanceof Target.Classes;
          return column.kind() == Column.Kind.NUMERIC && !named
              ? numbers(column, role, rows)
              : names(column, role, rows);
        })
        .toList();
  }

  private static DataSummary.Column numbers(Column column, Role role, int[] rows) {
    double[] x =
        Arrays.stream(rows).mapToDouble(column::number).filter(v -> !Double.isNaN(v)).toArray();
    double mean = Arrays.stream(x).average().orElse(Double.NaN);
    double variance =
        Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(Double.NaN);
    return new DataSummary.Numbers(
        column.name(),
        role,
        column.missing(),
        mean,
        Math.sqrt(variance),
        Arrays.stream(x).min().orElse(Double.NaN),
        Arrays.stream(x).max().orElse(Double.NaN));
  }

  private static DataSummary.Column names(Column column, Role role, int[] rows) {
    Map<String, Long> counts =
        Arrays.stream(rows)
            .filter(row -> !column.isMissing(row))
            .mapToObj(column.cells()::get)
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    List<Category> categories =
        counts.entrySet().stream()
            .map(entry -> new Category(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingLong(Category::rows).reversed())
            .toList();
    return new DataSummary.Names(column.name(), role, column.missing(), categories);
  }

  /// How many rows each class has; empty if a number is predicted.
  static List<ClassCount> classes(Prepared prepared) {
    List<String> names = prepared.preparation().classes();
    long[] train = counts(prepared.train(), names.size());
    long[] test = counts(prepared.test(), names.size());
    return IntStream.range(0, names.size())
        .mapToObj(i -> new ClassCount(names.get(i), train[i], test[i]))
        .toList();
  }

  private static long[] counts(TensorDataset rows, int classes) {
    long[] counts = new long[classes];
    if (classes > 0) {
      for (int type : rows.all().y().toIntArray()) {
        counts[type]++;
      }
    }
    return counts;
  }
}
