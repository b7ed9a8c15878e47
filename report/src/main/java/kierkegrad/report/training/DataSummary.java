package kierkegrad.report.training;

import java.util.List;

/// The data of a training.
///
/// @param description one sentence, such as `iris: 150 rows, 5 columns`
/// @param trainRows how many rows it learned from
/// @param testRows how many it was judged by
/// @param columns what is known of each column; none of images
/// @param classes how many rows each class has; none of a number to predict
/// @param scaling one sentence on how the numbers were scaled
/// @param notes sentences on what was left out or replaced
public record DataSummary(
    String description,
    int trainRows,
    int testRows,
    List<Column> columns,
    List<ClassCount> classes,
    String scaling,
    List<String> notes) {

  /// Keeps unmodifiable copies.
  public DataSummary {
    columns = List.copyOf(columns);
    classes = List.copyOf(classes);
    notes = List.copyOf(notes);
  }

  /// A column of a table.
  public sealed interface Column {
    /// Its name.
    String name();

    /// What the network does with it.
    Role role();

    /// How many rows have no value, in the whole table.
    int missing();
  }

  /// What a network does with a column.
  public enum Role {
    /// It sees it.
    FEATURE,
    /// It predicts it.
    TARGET,
    /// It never sees it.
    LEFT_OUT
  }

  /// A column of numbers, over the training rows.
  ///
  /// @param mean m
  /// @param deviation σ, over n
  /// @param min the least
  /// @param max the greatest
  public record Numbers(
      String name, Role role, int missing, double mean, double deviation, double min, double max)
      implements Column {}

  /// A column of names, over the training rows.
  ///
  /// @param categories the names and how many rows have each, the most frequent first
  public record Names(String name, Role role, int missing, List<Category> categories)
      implements Column {
    /// Keeps an unmodifiable copy.
    public Names {
      categories = List.copyOf(categories);
    }
  }

  /// A name in a column.
  public record Category(String name, long rows) {}

  /// How many rows a class has.
  public record ClassCount(String name, long train, long test) {}
}
