package kierkegrad.practice.lint;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.data.Batch;
import kierkegrad.data.TensorDataset;
import kierkegrad.tensor.DType;

/// Training rows as numbers: all of them, or 5,000 evenly spread ones, in their order.
///
/// @param rows how many
/// @param groups the columns
/// @param columns the inputs, one array of `rows` numbers each
/// @param targets class numbers, or quantities if there is one per row; otherwise none
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
public record Sample(int rows, List<Group> groups, double[][] columns, double[] targets) {
  private static final int MOST = 5_000;

  /// From so many inputs on, columns are taken for points of a picture or a curve, which have one
  /// scale, and of which some hardly ever change.
  private static final int WIDE = 50;

  static Sample of(TensorDataset train, List<Group> groups) {
    int rows = Math.min(MOST, train.size());
    Batch batch =
        rows == train.size()
            ? train.all()
            : train.rows(
                IntStream.range(0, rows)
                    .map(i -> (int) ((long) i * train.size() / rows))
                    .toArray());
    int width = rows == 0 ? 0 : batch.x().elements() / rows;
    double[] x = batch.x().detach().to(DType.F64).toDoubleArray();
    double[][] columns = new double[width][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < width; j++) {
        columns[j][i] = x[i * width + j];
      }
    }
    double[] y =
        batch.y().elements() == rows ? batch.y().to(DType.F64).toDoubleArray() : new double[0];
    List<Group> named = groups.isEmpty() ? Group.numbered("feature", width) : groups;
    return new Sample(rows, named, columns, y);
  }

  /// Whether rows are pictures or curves rather than columns of a table.
  public boolean isWide() {
    return columns.length >= WIDE;
  }

  /// The columns that are numbers with a scale of their own.
  public List<Group> numeric() {
    return groups.stream().filter(g -> g.numeric() && distinct(g) > 2).toList();
  }

  /// The numbers of a numeric column.
  public double[] of(Group group) {
    return columns[group.from()];
  }

  /// How many different values a column has.
  public long distinct(Group group) {
    return Arrays.stream(values(group)).distinct().count();
  }

  /// A column's values, one number each: equal if and only if all inputs of the column are.
  public double[] values(Group group) {
    if (group.count() == 1) {
      return of(group);
    }
    double[] codes = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < group.count(); j++) {
        codes[i] += columns[group.from() + j][i] * (j + 1);
      }
    }
    return codes;
  }

  /// The mean.
  public static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  /// The standard deviation (over n).
  public static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }
}
