package kierkegrad.formats.table;

import java.util.Optional;
import kierkegrad.formats.DataException;

/// A column to predict from the others of a table, and how these are to be read.
///
/// ```java
/// Problem problem = Table.csv(path).target("species").ignoring("flower_id").as(Task.CLASSIFICATION);
/// ```
///
/// @param table the rows
/// @param target the name of the column that is predicted
/// @param options how columns become inputs
public record Problem(Table table, String target, Encoder.Options options) {
  /// @throws DataException if the table has no such column, or the target is ignored; a message
  ///   suggests the nearest name
  public Problem {
    table.column(target);
    options.check(table, target);
  }

  /// Without columns that the network shall not see.
  ///
  /// @throws DataException if the table has no such column, or it is the target
  public Problem ignoring(String... columns) {
    return with(options.withIgnored(columns));
  }

  /// With embeddings for columns of names, whatever the number of their categories.
  ///
  /// @throws DataException if the table has no such column, or it is the target
  public Problem embedding(String... columns) {
    return with(options.withEmbedded(columns));
  }

  /// As a task of this kind, whatever the target's values suggest.
  public Problem as(Task task) {
    return with(options.withTask(task));
  }

  /// With this treatment of missing feature values.
  public Problem missing(Missing missing) {
    return with(options.withMissing(missing));
  }

  /// With numbers as they are, instead of mean 0 and deviation 1.
  public Problem unscaled() {
    return with(options.withNormalize(false));
  }

  /// With other options.
  public Problem with(Encoder.Options options) {
    return new Problem(table, target, options);
  }

  /// Whether a class or a number is predicted, as the options or all rows say.
  ///
  /// @throws DataException if the target is unsuitable
  public Task task() {
    return whole().task();
  }

  /// The target over all rows, such as a split by classes needs.
  ///
  /// @throws DataException if the target is unsuitable
  public Target whole() {
    return Target.of(table, target, table.allRows(), options.task());
  }

  /// Learns an encoding from training rows. The task is that of all rows.
  ///
  /// @see Encoder#fit
  public Encoder encoder(int[] trainRows) {
    return Encoder.fit(table, target, trainRows, options.withTask(task()));
  }

  /// The problem with the usual target, [Table#defaultTarget], or the named or numbered one.
  public static Problem of(Table table, Optional<String> target) {
    String name = target.map(table::resolve).orElseGet(table::defaultTarget);
    return new Problem(table, name, Encoder.Options.DEFAULT);
  }
}
