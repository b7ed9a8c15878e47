package kierkegrad.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.check.Require;
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

  /// Of class numbers; negative ones of the truth are left out.
  ///
  /// @param classes how many there are
  public static ConfusionMatrix of(int[] predicted, int[] truth, int classes) {
    Require.sameLength("confusion matrix", predicted.length, truth.length);
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < truth.length; i++) {
      if (Math.max(truth[i], predicted[i]) >= classes || predicted[i] < 0) {
        throw new IndexOutOfBoundsException(
            "confusion matrix: row %d has class %d taken for %d; there are %d classes"
                .formatted(i, truth[i], predicted[i], classes));
      }
      if (truth[i] >= 0) {
        counts[truth[i]][predicted[i]]++;
      }
    }
    return new ConfusionMatrix(counts);
  }

  /// Of counts, a row for each true class.
  ///
  /// @throws IllegalArgumentException if they are no square of numbers from 0 on
  public static ConfusionMatrix of(long[][] counts) {
    long[][] copy = new long[counts.length][];
    for (int i = 0; i < counts.length; i++) {
      copy[i] = counts[i].clone();
      if (copy[i].length != counts.length || Arrays.stream(copy[i]).anyMatch(n -> n < 0)) {
        throw new IllegalArgumentException(
            "confusion matrix: row %d of the counts is %s; expects %d numbers from 0 on"
                .formatted(i, Arrays.toString(copy[i]), counts.length));
      }
    }
    return new ConfusionMatrix(copy);
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

  /// How many rows are of a class.
  public long support(int truth) {
    return Arrays.stream(counts[truth]).sum();
  }

  /// How many rows were taken for a class.
  public long predicted(int prediction) {
    return Arrays.stream(counts).mapToLong(row -> row[prediction]).sum();
  }

  /// Precision, recall and F₁ of each class, 0 where they are not defined.
  public ClassScores scores() {
    return scores(0);
  }

  /// Precision, recall and F₁ of each class.
  ///
  /// @param undefined stands where a quotient is 0/0; NaN leaves the class out of means
  public ClassScores scores(double undefined) {
    return ClassScores.of(this, undefined);
  }

  /// The mean recall of the classes that occur; NaN of nothing.
  public double balancedAccuracy() {
    return IntStream.range(0, classes())
        .filter(c -> support(c) > 0)
        .mapToDouble(c -> (double) counts[c][c] / support(c))
        .average()
        .orElse(Double.NaN);
  }

  /// How truth and prediction correlate, from −1 to 1, and 0 if one of them never changes
  /// (Matthews, 1975; for several classes Gorodkin, 2004).
  public double matthewsCorrelation() {
    double total = total();
    double product = 0;
    double truths = 0;
    double predictions = 0;
    for (int c = 0; c < classes(); c++) {
      product += (double) support(c) * predicted(c);
      truths += (double) support(c) * support(c);
      predictions += (double) predicted(c) * predicted(c);
    }
    double scale = Math.sqrt((total * total - truths) * (total * total - predictions));
    return scale == 0 ? 0 : (correct() * total - product) / scale;
  }

  /// Shares instead of counts; 0 of nothing.
  public double[][] normalized(Share share) {
    double[][] shares = new double[classes()][classes()];
    for (int t = 0; t < classes(); t++) {
      for (int p = 0; p < classes(); p++) {
        long whole =
            switch (share) {
              case OF_TRUTH -> support(t);
              case OF_PREDICTION -> predicted(p);
              case OF_ALL -> total();
            };
        shares[t][p] = whole == 0 ? 0 : (double) counts[t][p] / whole;
      }
    }
    return shares;
  }

  /// What a normalised confusion matrix divides by.
  public enum Share {
    /// The rows of a class: each row of the matrix sums to 1, the diagonal is the recall.
    OF_TRUTH,
    /// The rows taken for a class: each column sums to 1, the diagonal is the precision.
    OF_PREDICTION,
    /// All rows.
    OF_ALL
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
