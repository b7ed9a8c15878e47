package kierkegrad.formats.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kierkegrad.formats.DataException;
import kierkegrad.nn.embedding.ColumnEmbedding;
import kierkegrad.tensor.Tensor;

/// What a network sees of a table: learnt from the training rows, then applied to any rows, of that
/// table or another one with columns of the same names. It is plain data and can be kept as JSON.
///
/// @param features how columns become inputs, in the order of the inputs
/// @param target how the predicted column becomes the network's target
/// @param missing what becomes of missing feature values
/// @param notes sentences for the user about columns that were left out or treated in a special way
public record Encoder(List<Feature> features, Target target, Missing missing, List<String> notes) {
  /// Keeps immutable copies.
  public Encoder {
    features = List.copyOf(features);
    notes = List.copyOf(notes);
  }

  /// Choices for [#fit].
  ///
  /// ```java
  /// Encoder.Options.DEFAULT.withIgnored("ticket").withMissing(Missing.ERROR)
  /// ```
  ///
  /// @param normalize whether numeric features become (x − mean) / max(σ, ε), with mean and σ (over
  ///   n) of the training rows and ε = 1e-8; otherwise they stay as they are
  /// @param missing what becomes of missing feature values
  /// @param task the task, unless the target's values are to decide ([Target#of])
  /// @param ignored columns that the network does not see
  /// @param embed which columns of names get an embedding
  /// @param embedded columns of names that get one in any case
  /// @param absence the share of missing values above which a column gets a second input that says
  ///   whether the value is missing; 1 for none
  public record Options(
      boolean normalize,
      Missing missing,
      Optional<Task> task,
      List<String> ignored,
      Embed embed,
      List<String> embedded,
      double absence) {
    /// Normalise, impute, say where more than 2 % are missing, and let the target's values decide
    /// the task. No column is embedded, so that any network fits; with [Embed#AUTO], the network
    /// has to begin with [Encoder#embedding].
    public static final Options DEFAULT =
        new Options(true, Missing.IMPUTE, Optional.empty(), List.of(), Embed.OFF, List.of(), 0.02);

    /// Leave numbers as they are, for a normalisation of your own; else as [#DEFAULT].
    public static final Options RAW = DEFAULT.withNormalize(false);

    /// Keeps immutable copies.
    public Options {
      ignored = List.copyOf(ignored);
      embedded = List.copyOf(embedded);
      if (!(absence >= 0 && absence <= 1)) {
        throw new IllegalArgumentException(
            "absence: " + absence + " is no share of the rows; use 0 to 1");
      }
    }

    /// With or without normalisation.
    public Options withNormalize(boolean normalize) {
      return new Options(normalize, missing, task, ignored, embed, embedded, absence);
    }

    /// With this treatment of missing values.
    public Options withMissing(Missing missing) {
      return new Options(normalize, missing, task, ignored, embed, embedded, absence);
    }

    /// With this task.
    public Options withTask(Task task) {
      return new Options(normalize, missing, Optional.of(task), ignored, embed, embedded, absence);
    }

    /// With these columns ignored, and no others.
    public Options withIgnored(String... columns) {
      return new Options(normalize, missing, task, List.of(columns), embed, embedded, absence);
    }

    /// With this choice of columns that get an embedding.
    public Options withEmbed(Embed embed) {
      return new Options(normalize, missing, task, ignored, embed, embedded, absence);
    }

    /// With embeddings for these columns in any case.
    public Options withEmbedded(String... columns) {
      return new Options(normalize, missing, task, ignored, embed, List.of(columns), absence);
    }

    /// With an input that says whether the value is missing where more than this share is.
    public Options withAbsence(double share) {
      return new Options(normalize, missing, task, ignored, embed, embedded, share);
    }

    /// @throws DataException if a column that is named does not exist or is the target
    void check(Table table, String target) {
      for (String name : Stream.concat(ignored.stream(), embedded.stream()).toList()) {
        if (table.column(name).name().equals(target)) {
          throw new DataException(
              "%s: %s is the target, so it is no input; do not name it among the columns to ignore or to embed"
                  .formatted(table.source(), name));
        }
      }
    }
  }

  /// Learns from the training rows: medians, means and deviations of numeric columns, the
  /// categories of the others and their most frequent one, and the target ([Target#of]).
  ///
  /// Columns that cannot help are left out, and [#notes] says so:
  /// - those with one value only in the training rows, or with values in less than 5 % of them;
  /// - whole numbers that are all different under a name such as `id`, `index`, `rownames`,
  ///   `Unnamed: 0`, or ending in `_id` or `Id`; universally unique identifiers;
  /// - in tables of more than ten rows, whole numbers that count the rows from 0 or 1 beside other
  ///   features, and texts that are all different, or of which most of the rows have one of their
  ///   own, and more than ten do.
  ///
  /// The inputs of embedded columns come last.
  ///
  /// @throws DataException if the target is unsuitable, a feature value is missing and that is
  ///   refused, or no feature remains
  public static Encoder fit(Table table, String target, int[] trainRows, Options options) {
    if (trainRows.length == 0) {
      throw new DataException(table.source() + ": no row is left to train with; add rows");
    }
    Target fitted = Target.of(table, target, trainRows, options.task());
    options.check(table, target);
    Fitting fitting = new Fitting(table, trainRows, options);
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

  /// Rows given by column name as a table of which [#x(Table)] makes inputs.
  ///
  /// @throws DataException if a row lacks a column that the inputs need; the message tells the
  ///   nearest name that it has
  /// @see Table#of
  public Table table(List<? extends Map<String, ?>> rows) {
    Rows.requireColumns(features, rows);
    return Table.of(rows);
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
    return target instanceof Target.Classes known ? known.classes() : List.of();
  }

  /// The number of the network's inputs.
  public int inputs() {
    return features.stream().mapToInt(feature -> feature.inputs().size()).sum();
  }

  /// The names of the network's inputs: a numeric column's name, or `column=category`.
  public List<String> featureNames() {
    return features.stream().flatMap(feature -> feature.inputs().stream()).toList();
  }

  /// The features whose inputs are numbers of categories, which stand behind all other inputs.
  public List<Feature.Embedded> embedded() {
    return features.stream()
        .filter(Feature.Embedded.class::isInstance)
        .map(Feature.Embedded.class::cast)
        .toList();
  }

  /// The width of a row once the embedded columns have become vectors; [#inputs] if there are none.
  public int width() {
    return inputs() + embedded().stream().mapToInt(feature -> feature.width() - 1).sum();
  }

  /// The layer that a network for these inputs begins with, if any column is embedded: it makes the
  /// vectors ([#width] numbers per row), with starting values drawn from the current seed.
  public Optional<ColumnEmbedding> embedding() {
    List<Feature.Embedded> columns = embedded();
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ColumnEmbedding.of(
                inputs() - columns.size(),
                columns.stream().map(c -> new ColumnEmbedding.Size(c.rows(), c.width())).toList()));
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
