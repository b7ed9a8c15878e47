package kierkegrad.formats.table;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import kierkegrad.formats.DataException;
import kierkegrad.tensor.Tensor;

/// How the column that is predicted becomes a network's target, and how the network's output
/// becomes a prediction.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Target.Classes.class, name = "classification"),
  @JsonSubTypes.Type(value = Target.Quantity.class, name = "regression")
})
public sealed interface Target {
  /// The column's name.
  String name();

  /// The size of the network's output.
  int outputs();

  /// Whether a class or a number is predicted.
  Task task();

  /// What a loss compares the network's output with: class indices `[n]` (int64) or standardised
  /// numbers `[n, 1]` (float32).
  ///
  /// @throws DataException if a value is missing or not one that the model knows
  Tensor y(Table table, int[] rows);

  /// Predictions of network outputs `[n, outputs]`: probabilities `[n, classes]` (softmax), or
  /// numbers `[n, 1]` in the column's own unit.
  Tensor decode(Tensor output);

  /// The classes of a column that is not numeric, or holds at most 20 different whole numbers;
  /// otherwise a quantity, standardised over the training rows.
  ///
  /// Classes are those of the whole table, so that a class which no training row has is a class
  /// that the model never predicts, and not an error.
  ///
  /// @param task decides instead of the rule
  /// @throws DataException if a value is missing, or all are equal, or a quantity is not numeric
  static Target of(Table table, String name, int[] trainRows, Optional<Task> task) {
    Column column = table.column(name);
    int[] missing = IntStream.range(0, table.rows()).filter(column::isMissing).toArray();
    if (missing.length > 0) {
      throw new DataException(
          "%s: the target is missing (%d of %d rows); delete such rows or choose another target"
              .formatted(table.place(missing[0], name), missing.length, table.rows()));
    }
    Task chosen =
        task.orElseGet(() -> Classes.suits(column) ? Task.CLASSIFICATION : Task.REGRESSION);
    return switch (chosen) {
      case CLASSIFICATION -> Classes.of(table, column);
      case REGRESSION -> Quantity.of(table, column, trainRows);
    };
  }

  /// A class out of several.
  ///
  /// @param classes the classes: numbers by size, names in alphabetical (Unicode) order
  /// @param positive of two classes the one that is looked for, to which precision, recall and the
  ///   area under the ROC curve refer: the one called `yes`, `y`, `true`, `t`, `positive`, `pos`,
  ///   `1`, `+1` or `+` in any case, if just one is; otherwise the rarer one, and of equals the
  ///   second
  record Classes(String name, List<String> classes, Optional<String> positive) implements Target {
    private static final int MOST_NUMBERS = 20;
    private static final Set<String> POSITIVE =
        Set.of("yes", "y", "true", "t", "positive", "pos", "1", "+1", "+");

    /// Without a positive class.
    public Classes(String name, List<String> classes) {
      this(name, classes, Optional.empty());
    }

    /// Keeps an immutable copy.
    public Classes {
      classes = List.copyOf(classes);
    }

    /// The number of the positive class.
    public OptionalInt positiveIndex() {
      return positive.map(classes::indexOf).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    static boolean suits(Column column) {
      return column.kind() == Column.Kind.CATEGORICAL
          || (column.isWhole()
              && column.cells().stream().map(Classes::label).distinct().count() <= MOST_NUMBERS);
    }

    static Classes of(Table table, Column column) {
      Comparator<String> order =
          column.kind() == Column.Kind.NUMERIC
              ? Comparator.comparingDouble(Column::parse)
              : Comparator.naturalOrder();
      List<String> classes =
          column.cells().stream().map(Classes::label).distinct().sorted(order).toList();
      if (classes.size() < 2) {
        throw new DataException(
            "%s: every row of the target %s is '%s'; a model needs at least two classes to tell apart"
                .formatted(table.source(), column.name(), classes.getFirst()));
      }
      return new Classes(column.name(), classes, positive(column, classes));
    }

    private static Optional<String> positive(Column column, List<String> classes) {
      if (classes.size() != 2) {
        return Optional.empty();
      }
      List<String> telling =
          classes.stream().filter(c -> POSITIVE.contains(c.toLowerCase(Locale.ROOT))).toList();
      if (telling.size() == 1) {
        return Optional.of(telling.getFirst());
      }
      String first = classes.getFirst();
      long rows = column.cells().stream().filter(cell -> label(cell).equals(first)).count();
      return Optional.of(2 * rows < column.cells().size() ? first : classes.getLast());
    }

    /// A whole number without decimals, so that 1 and 1.0 are one class; any other text as it is.
    private static String label(String cell) {
      double number = Column.parse(cell);
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString((long) number)
          : cell;
    }

    @Override
    public int outputs() {
      return classes.size();
    }

    @Override
    public Task task() {
      return Task.CLASSIFICATION;
    }

    @Override
    public Tensor y(Table table, int[] rows) {
      Column column = table.column(name);
      return Tensor.of(Arrays.stream(rows).mapToLong(row -> index(table, column, row)).toArray());
    }

    private long index(Table table, Column column, int row) {
      int index = classes.indexOf(label(column.cells().get(row)));
      if (index < 0) {
        throw new DataException(
            column.isMissing(row)
                ? table.place(row, name) + ": the target is missing; delete the row"
                : "%s: the model does not know the class '%s'; its classes are %s"
                    .formatted(table.place(row, name), column.cells().get(row), classes));
      }
      return index;
    }

    @Override
    public Tensor decode(Tensor output) {
      return output.softmax(-1);
    }
  }

  /// A number, which the network sees as (y − mean) / scale.
  record Quantity(String name, double mean, double scale) implements Target {
    static Quantity of(Table table, Column column, int[] trainRows) {
      if (column.kind() != Column.Kind.NUMERIC) {
        throw new DataException(
            "%s: the target %s is not numeric, so it cannot be a quantity; train a classifier, or choose another target"
                .formatted(table.source(), column.name()));
      }
      Statistics over = Statistics.of(Arrays.stream(trainRows).mapToDouble(column::number));
      if (over.isConstant()) {
        throw new DataException(
            "%s: every training row of the target %s is %s; there is nothing to learn"
                .formatted(table.source(), column.name(), over.mean()));
      }
      return new Quantity(column.name(), over.mean(), over.scale());
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Task task() {
      return Task.REGRESSION;
    }

    @Override
    public Tensor y(Table table, int[] rows) {
      Column column = table.column(name);
      float[] values = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        double value = column.number(rows[i]);
        if (Double.isNaN(value)) {
          throw new DataException(
              "%s: the target is '%s', not a number; correct the row or delete it"
                  .formatted(table.place(rows[i], name), column.cells().get(rows[i])));
        }
        values[i] = (float) ((value - mean) / scale);
      }
      return Tensor.of(values, rows.length, 1);
    }

    @Override
    public Tensor decode(Tensor output) {
      return output.mul(scale).add(mean);
    }
  }
}
