package kierkegrad.formats.table;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import kierkegrad.formats.DataException;

/// How one column becomes inputs of a network.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Feature.Numeric.class, name = "numeric"),
  @JsonSubTypes.Type(value = Feature.Categorical.class, name = "categorical")
})
public sealed interface Feature {
  /// The column's name.
  String name();

  /// The names of the inputs.
  List<String> inputs();

  /// Writes the inputs of one row from `at` on.
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
}
