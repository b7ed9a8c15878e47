package kierkegrad.formats.table;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kierkegrad.formats.DataException;

/// How one column becomes inputs of a network. A column can have two features: its values, and
/// whether they are missing.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Feature.Numeric.class, name = "numeric"),
  @JsonSubTypes.Type(value = Feature.Categorical.class, name = "categorical"),
  @JsonSubTypes.Type(value = Feature.Flag.class, name = "flag"),
  @JsonSubTypes.Type(value = Feature.Date.class, name = "date"),
  @JsonSubTypes.Type(value = Feature.Absence.class, name = "absence"),
  @JsonSubTypes.Type(value = Feature.Embedded.class, name = "embedded")
})
public sealed interface Feature {
  /// The column's name.
  String name();

  /// The names of the inputs.
  List<String> inputs();

  /// Writes the inputs of one row from `at` on.
  ///
  /// @throws DataException if the cell cannot be what the model expects
  void encode(Table table, Column column, int row, float[] into, int at);

  /// The input (x − mean) / scale. The median stands in for a missing x.
  record Numeric(String name, double median, double mean, double scale) implements Feature {
    @Override
    public List<String> inputs() {
      return List.of(name);
    }

    @Override
    public void encode(Table table, Column column, int row, float[] into, int at) {
      double x = column.isMissing(row) ? median : column.number(row);
      if (Double.isNaN(x)) {
        throw new DataException(
            "%s: '%s' is not a number, and the model expects one; correct it, or leave it empty if it is missing"
                .formatted(table.place(row, name), column.cells().get(row)));
      }
      into[at] = (float) ((x - mean) / scale);
    }
  }

  /// One input per category, 1 for the row's own and 0 for all others. The most frequent category
  /// stands in for a missing value. A category that training has not seen gives all zeros.
  record Categorical(String name, String mode, List<String> categories) implements Feature {
    @Override
    public List<String> inputs() {
      return categories.stream().map(category -> name + "=" + category).toList();
    }

    @Override
    public void encode(Table table, Column column, int row, float[] into, int at) {
      String value = column.isMissing(row) ? mode : column.cells().get(row);
      int index = categories.indexOf(value);
      if (index >= 0) {
        into[at + index] = 1;
      }
    }
  }

  /// A column of two answers: 1 for `yes`, `true`, `y`, `t` or `on`, 0 for `no`, `false`, `n`, `f`
  /// or `off`, in any case. The more frequent one stands in for a missing value.
  record Flag(String name, boolean mode) implements Feature {
    private static final Set<String> YES = Set.of("yes", "true", "y", "t", "on");
    private static final Set<String> NO = Set.of("no", "false", "n", "f", "off");

    static boolean isYes(String text) {
      return YES.contains(text.toLowerCase(Locale.ROOT));
    }

    static boolean isNo(String text) {
      return NO.contains(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public List<String> inputs() {
      return List.of(name);
    }

    @Override
    public void encode(Table table, Column column, int row, float[] into, int at) {
      String text = column.cells().get(row);
      if (!text.isEmpty() && !isYes(text) && !isNo(text)) {
        throw new DataException(
            "%s: '%s' is neither yes nor no (nor true or false); correct it, or leave it empty if it is missing"
                .formatted(table.place(row, name), text));
      }
      into[at] = (text.isEmpty() ? mode : isYes(text)) ? 1 : 0;
    }
  }

  /// A day (ISO 8601, such as `2024-02-29` or `2024-02-29T18:30`), as (d − mean) / scale with d in
  /// days since 1970, and as sine and cosine of its place in the year and in the week, so that
  /// December lies beside January and Sunday beside Monday. The median day stands in for a missing
  /// one.
  record Date(String name, double median, double mean, double scale) implements Feature {
    private static final double DAYS_OF_A_YEAR = 365.25;

    @Override
    public List<String> inputs() {
      return List.of(
          name, name + ".year_sin", name + ".year_cos", name + ".week_sin", name + ".week_cos");
    }

    @Override
    public void encode(Table table, Column column, int row, float[] into, int at) {
      String text = column.cells().get(row);
      double days =
          text.isEmpty()
              ? median
              : Dates.days(text)
                  .orElseThrow(() ->
                      new DataException(
                          "%s: '%s' is no date such as 2024-02-29; correct it, or leave it empty if it is missing"
                              .formatted(table.place(row, name), text)));
      LocalDate day = LocalDate.ofEpochDay((long) Math.floor(days));
      double year = 2 * Math.PI * (day.getDayOfYear() - 1) / DAYS_OF_A_YEAR;
      double week = 2 * Math.PI * (day.getDayOfWeek().getValue() - 1) / 7;
      into[at] = (float) ((days - mean) / scale);
      into[at + 1] = (float) Math.sin(year);
      into[at + 2] = (float) Math.cos(year);
      into[at + 3] = (float) Math.sin(week);
      into[at + 4] = (float) Math.cos(week);
    }
  }

  /// 1 where a column's value is missing, else 0.
  record Absence(String name) implements Feature {
    @Override
    public List<String> inputs() {
      return List.of(name + " missing");
    }

    @Override
    public void encode(Table table, Column column, int row, float[] into, int at) {
      into[at] = column.isMissing(row) ? 1 : 0;
    }
  }

  /// One input that holds the number of the row's category, from 1, for a layer that looks up its
  /// vector ([kierkegrad.nn.embedding.ColumnEmbedding]). All others share number 0: missing values,
  /// categories that training has not seen, and those that one training row alone had, which with
  /// the missing ones teach the network what to make of a stranger.
  ///
  /// @param categories those with a vector of their own
  /// @param width how long the vectors are
  record Embedded(String name, List<String> categories, int width) implements Feature {
    /// The usual width for a column: min(600, round(1.6·r^0.56)) with r rows in the table of
    /// vectors, the one for number 0 included (the rule of fast.ai's tabular models).
    public static int usualWidth(int rows) {
      return (int) Math.min(600, Math.max(1, Math.round(1.6 * Math.pow(rows, 0.56))));
    }

    /// How many vectors there are.
    public int rows() {
      return categories.size() + 1;
    }

    @Override
    public List<String> inputs() {
      return List.of(name);
    }

    @Override
    public void encode(Table table, Column column, int row, float[] into, int at) {
      into[at] = categories.indexOf(column.cells().get(row)) + 1;
    }
  }
}
