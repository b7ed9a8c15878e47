package kierkegrad.formats.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kierkegrad.formats.DataException;
import kierkegrad.tensor.Tensor;

/// What a network sees of a table: learnt from the training rows, then applied to any rows, of that
/// table or another one with columns of the same names. It is plain data and can be kept as JSON.
///
/// @param features how columns become inputs, in the order of the inputs
/// @param target how the predicted column becomes the network's target
/// @param missing what becomes of missing feature values
/// @param notes sentences for the user about columns that were left out
public record Encoder(List<Feature> features, Target target, Missing missing, List<String> notes) {
  /// Keeps immutable copies.
  public Encoder {
    features = List.copyOf(features);
    notes = List.copyOf(notes);
  }

  /// Choices for [#fit].
  ///
  /// @param normalize whether numeric features become (x − mean) / max(σ, ε), with mean and σ (over
  ///   n) of the training rows and ε = 1e-8; otherwise they stay as they are
  /// @param missing what becomes of missing feature values
  /// @param task the task, unless the target's values are to decide ([Target#of])
  public record Options(boolean normalize, Missing missing, Optional<Task> task) {
    /// Normalise, impute, and let the target's values decide the task.
    public static final Options DEFAULT = new Options(true, Missing.IMPUTE, Optional.empty());

    /// Leave numbers as they are, for a normalisation of your own; impute, and let the target's
    /// values decide the task.
    public static final Options RAW = new Options(false, Missing.IMPUTE, Optional.empty());
  }

  /// Learns from the training rows: medians, means and deviations of numeric columns, the
  /// categories of the others and their most frequent one, and the target ([Target#of]).
  ///
  /// Columns that cannot help are left out, and [#notes] says so: those without values or with one
  /// value only in the training rows; whole numbers that are all different in a column called `id`
  /// or `index` or ending in `_id`; and, in tables of more than ten rows, texts that are all
  /// different, and whole numbers that count the rows from 0 or 1 beside other features.
  ///
  /// @throws DataException if the target is unsuitable, a feature value is missing and that is
  ///   refused, or no feature remains
  public static Encoder fit(Table table, String target, int[] trainRows, Options options) {
    if (trainRows.length == 0) {
      throw new DataException(table.source() + ": no row is left to train with; add rows");
    }
    Target fitted = Target.of(table, target, trainRows, options.task());
    Fitting fitting = new Fitting(table, trainRows, options.normalize());
    table.columns().stream().filter(column -> !column.name().equals(target)).forEach(fitting::add);
    if (fitting.features().isEmpty()) {
      throw new DataException(
          "%s: no column is left to predict %s from: %s"
              .formatted(table.source(), target, String.join("; ", fitting.notes())));
    }
    Encoder encoder = new Encoder(fitting.features(), fitted, options.missing(), fitting.notes());
    encoder.checkMissing(table, table.allRows());
    return encoder;
  }

  /// The network's inputs `[rows, features]` for all rows.
  ///
  /// @see #x(Table, int[])
  public Tensor x(Table table) {
    return x(table, table.allRows());
  }

  /// The network's inputs `[rows, features]` (float32).
  ///
  /// @throws DataException if a column is missing, a text stands in a numeric column, or a missing
  ///   value is refused
  public Tensor x(Table table, int[] rows) {
    checkMissing(table, rows);
    int width = inputs();
    float[] values = new float[Math.multiplyExact(rows.length, width)];
    int at = 0;
    for (Feature feature : features) {
      Column column = table.column(feature.name());
      for (int i = 0; i < rows.length; i++) {
        feature.encode(table, column, rows[i], values, i * width + at);
      }
      at += feature.inputs().size();
    }
    return Tensor.of(values, rows.length, width);
  }

  /// The network's targets for all rows.
  ///
  /// @see Target#y
  public Tensor y(Table table) {
    return y(table, table.allRows());
  }

  /// The network's targets.
  ///
  /// @see Target#y
  public Tensor y(Table table, int[] rows) {
    return target.y(table, rows);
  }

  /// Whether a class or a number is predicted.
  public Task task() {
    return target.task();
  }

  /// The classes by index; none if a number is predicted.
  public List<String> classes() {
    return target instanceof Target.Classes(_, List<String> classes) ? classes : List.of();
  }

  /// The number of the network's inputs.
  public int inputs() {
    return features.stream().mapToInt(feature -> feature.inputs().size()).sum();
  }

  /// The names of the network's inputs: a numeric column's name, or `column=category`.
  public List<String> featureNames() {
    return features.stream().flatMap(feature -> feature.inputs().stream()).toList();
  }

  private void checkMissing(Table table, int[] rows) {
    if (missing == Missing.IMPUTE) {
      return;
    }
    for (Feature feature : features) {
      Column column = table.column(feature.name());
      Arrays.stream(rows)
          .filter(column::isMissing)
          .findFirst()
          .ifPresent(row -> {
            throw new DataException(
                table.place(row, column.name())
                    + ": the value is missing and missing values are refused; fill it in, delete the row, or let missing values be imputed");
          });
    }
  }
}
