package kierkegrad.metric;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import kierkegrad.check.Require;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Numbers that judge predictions, from plain arrays. What has several numbers is a record of its
/// own: [ConfusionMatrix], [ClassScores], [RocCurve], [PrecisionRecallCurve], [Calibration],
/// [Regression].
///
/// ```java
/// double[][] p = Metrics.rows(model.forward(x).softmax(1));
/// Metrics.topKAccuracy(p, truth, 5);
/// Metrics.rocAuc(p, truth);
/// evaluation.confusion().scores().macro().f1();
/// ```
///
/// In names and definitions they follow scikit-learn. Of no rows a mean is NaN.
public final class Metrics {
  private Metrics() {}

  /// The rows of a matrix `[rows, columns]`.
  public static double[][] rows(Tensor matrix) {
    if (matrix.rank() != 2) {
      throw new ShapeException("metric: expects [rows, columns], got " + matrix.shape());
    }
    double[] all = matrix.detach().to(DType.F64).toDoubleArray();
    int columns = matrix.size(1);
    return IntStream.range(0, matrix.size(0))
        .mapToObj(row -> Arrays.copyOfRange(all, row * columns, (row + 1) * columns))
        .toArray(double[][]::new);
  }

  /// The share of predicted classes that is right.
  public static double accuracy(int[] predicted, int[] truth) {
    Require.sameLength("accuracy", predicted.length, truth.length);
    return mean(IntStream.range(0, truth.length).mapToDouble(i -> one(predicted[i] == truth[i])));
  }

  /// The share of rows whose class is among the k highest scores; of equal scores those of the
  /// lower classes come first.
  public static double topKAccuracy(double[][] scores, int[] truth, int k) {
    requireClasses("top-k accuracy", scores, truth);
    if (k < 1) {
      throw new IllegalArgumentException("top-k accuracy: k = " + k + "; use 1 or more");
    }
    return mean(
        IntStream.range(0, truth.length).mapToDouble(i -> one(rank(scores[i], truth[i]) < k)));
  }

  /// How many classes come before one.
  private static int rank(double[] scores, int truth) {
    int before = 0;
    for (int c = 0; c < scores.length; c++) {
      before += scores[c] > scores[truth] || scores[c] == scores[truth] && c < truth ? 1 : 0;
    }
    return before;
  }

  /// The area under the [RocCurve].
  public static double rocAuc(double[] scores, boolean[] truth) {
    return RocCurve.of(scores, truth).area();
  }

  /// The mean of the areas of each class against all others, each class counting once.
  public static double rocAuc(double[][] scores, int[] truth) {
    requireClasses("ROC AUC", scores, truth);
    int classes = scores.length == 0 ? 0 : scores[0].length;
    return mean(
        IntStream.range(0, classes).mapToDouble(c -> rocAuc(column(scores, c), isClass(truth, c))));
  }

  /// What the precisions of a [PrecisionRecallCurve] amount to.
  public static double averagePrecision(double[] scores, boolean[] truth) {
    return PrecisionRecallCurve.of(scores, truth).averagePrecision();
  }

  /// The mean of the average precisions of each class against all others.
  public static double averagePrecision(double[][] scores, int[] truth) {
    requireClasses("average precision", scores, truth);
    int classes = scores.length == 0 ? 0 : scores[0].length;
    return mean(
        IntStream.range(0, classes)
            .mapToDouble(c -> averagePrecision(column(scores, c), isClass(truth, c))));
  }

  /// `−1/n·Σ ln p` of the true classes' probabilities, none below 2⁻⁵².
  public static double logLoss(double[][] probabilities, int[] truth) {
    requireClasses("log loss", probabilities, truth);
    return mean(
        IntStream.range(0, truth.length).mapToDouble(i -> surprise(probabilities[i][truth[i]])));
  }

  /// `−1/n·Σ (y·ln p + (1 − y)·ln(1 − p))` of the probabilities of being positive.
  public static double logLoss(double[] probabilities, boolean[] truth) {
    Require.sameLength("log loss", probabilities.length, truth.length);
    return mean(
        IntStream.range(0, truth.length)
            .mapToDouble(i -> surprise(truth[i] ? probabilities[i] : 1 - probabilities[i])));
  }

  private static double surprise(double p) {
    Require.probability("log loss", "p", p);
    return -Math.log(Math.clamp(p, 0x1p-52, 1 - 0x1p-52));
  }

  /// The mean squared difference of the probabilities and what came true (Brier, 1950).
  public static double brierScore(double[] probabilities, boolean[] truth) {
    Require.sameLength("Brier score", probabilities.length, truth.length);
    return mean(
        IntStream.range(0, truth.length)
            .mapToDouble(i -> square(probabilities[i] - one(truth[i]))));
  }

  /// The mean over the rows of the sum over the classes: from 0 to 2.
  public static double brierScore(double[][] probabilities, int[] truth) {
    requireClasses("Brier score", probabilities, truth);
    return mean(
        IntStream.range(0, truth.length)
            .mapToDouble(i ->
                IntStream.range(0, probabilities[i].length)
                    .mapToDouble(c -> square(probabilities[i][c] - one(truth[i] == c)))
                    .sum()));
  }

  /// `exp(−1/n·Σ ln p)`: among how many equally likely tokens a language model is undecided on
  /// average.
  ///
  /// @param logProbabilities the logarithms of the true tokens' probabilities
  public static double perplexity(double[] logProbabilities) {
    return Math.exp(-mean(Arrays.stream(logProbabilities)));
  }

  /// The index of the largest, the first one of equals.
  static int argmax(double[] x) {
    int best = 0;
    for (int i = 1; i < x.length; i++) {
      best = x[i] > x[best] ? i : best;
    }
    return best;
  }

  private static void requireClasses(String what, double[][] scores, int[] truth) {
    Require.sameLength(what, scores.length, truth.length);
    for (int i = 0; i < truth.length; i++) {
      Require.numbers(what, scores[i]);
      if (truth[i] < 0 || truth[i] >= scores[i].length || scores[i].length != scores[0].length) {
        throw new IndexOutOfBoundsException(
            what
                + ": class "
                + truth[i]
                + " does not fit the "
                + scores[i].length
                + " scores of row "
                + i);
      }
    }
  }

  private static double[] column(double[][] rows, int c) {
    return Arrays.stream(rows).mapToDouble(row -> row[c]).toArray();
  }

  private static boolean[] isClass(int[] truth, int c) {
    boolean[] is = new boolean[truth.length];
    for (int i = 0; i < is.length; i++) {
      is[i] = truth[i] == c;
    }
    return is;
  }

  private static double mean(DoubleStream values) {
    return values.average().orElse(Double.NaN);
  }

  private static double one(boolean holds) {
    return holds ? 1 : 0;
  }

  private static double square(double x) {
    return x * x;
  }
}
