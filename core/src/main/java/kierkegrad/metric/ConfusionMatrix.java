package kierkegrad.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// How often each class was taken for which: rows are the truth, columns the prediction.
public final class ConfusionMatrix {
  private final long[][] counts;

  private ConfusionMatrix(long[][] counts) {
    this.counts = counts;
  }

  /// Nothing counted yet.
  public static ConfusionMatrix empty(int classes) {
    return new ConfusionMatrix(new long[classes][classes]);
  }

  /// Of scores `[rows, classes, …]`, such as logits, whose largest is the prediction, and class
  /// numbers `[rows, …]`. Negative class numbers, such as the −100 that losses ignore, are left
  /// out.
  public static ConfusionMatrix of(Tensor scores, Tensor truth) {
    if (scores.rank() < 2 || !scores.shape().without(1).equals(truth.shape())) {
      throw new ShapeException(
          "confusion matrix: scores "
              + scores.shape()
              + " and class numbers "
              + truth.shape()
              + " do not fit: expects [rows, classes, …] and [rows, …]");
    }
    int classes = scores.size(1);
    int[] predicted = scores.detach().argmax(1).toIntArray();
    int[] actual = truth.toIntArray();
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] >= classes) {
        throw new IndexOutOfBoundsException(
            "confusion matrix: class number "
                + actual[i]
                + " does not fit the "
                + classes
                + " scores per row");
      }
      if (actual[i] >= 0) {
        counts[actual[i]][predicted[i]]++;
      }
    }
    return new ConfusionMatrix(counts);
  }

  /// The number of classes.
  public int classes() {
    return counts.length;
  }

  /// How often the first class was taken for the second.
  public long count(int truth, int prediction) {
    return counts[truth][prediction];
  }

  /// How many rows are counted.
  public long total() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  /// How many of them are right: the diagonal.
  public long correct() {
    return IntStream.range(0, classes()).mapToLong(c -> counts[c][c]).sum();
  }

  /// The share that is right; NaN of nothing.
  public double accuracy() {
    return (double) correct() / total();
  }

  /// Both counted together.
  public ConfusionMatrix plus(ConfusionMatrix other) {
    if (other.classes() != classes()) {
      throw new ShapeException(
          "confusion matrix: " + classes() + " and " + other.classes() + " classes do not add up");
    }
    long[][] sum = new long[classes()][classes()];
    for (int t = 0; t < sum.length; t++) {
      for (int p = 0; p < sum.length; p++) {
        sum[t][p] = counts[t][p] + other.counts[t][p];
      }
    }
    return new ConfusionMatrix(sum);
  }

  /// An aligned table with class names.
  ///
  /// ```text
  /// truth \ predicted  setosa  virginica
  /// setosa                 10          0
  /// virginica               1          9
  /// ```
  public String table(List<String> names) {
    if (names.size() != classes()) {
      throw new IllegalArgumentException(
          "confusion matrix: " + names.size() + " names for " + classes() + " classes");
    }
    List<List<String>> cells = new ArrayList<>();
    cells.add(new ArrayList<>(List.of("truth \\ predicted")));
    cells.getFirst().addAll(names);
    for (int t = 0; t < classes(); t++) {
      List<String> row = new ArrayList<>(List.of(names.get(t)));
      Arrays.stream(counts[t]).mapToObj(Long::toString).forEach(row::add);
      cells.add(row);
    }
    return aligned(cells);
  }

  /// The table with class numbers.
  @Override
  public String toString() {
    return table(IntStream.range(0, classes()).mapToObj(Integer::toString).toList());
  }

  /// Names to the left, numbers to the right, two spaces between columns.
  private static String aligned(List<List<String>> cells) {
    int[] widths =
        IntStream.range(0, cells.size())
            .map(c -> cells.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder();
    for (List<String> row : cells) {
      text.append(row.getFirst()).repeat(' ', widths[0] - row.getFirst().length());
      for (int c = 1; c < row.size(); c++) {
        text.repeat(' ', 2 + widths[c] - row.get(c).length()).append(row.get(c));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
