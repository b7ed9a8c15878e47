package kierkegrad.metric;

import java.util.Comparator;
import kierkegrad.check.Require;

/// How well rows of one kind, the positive ones, are told from all others.
///
/// Two classes are one decision: a softmax over the logits a and b gives the second class `eᵇ/(eᵃ +
/// eᵇ) = σ(b − a)`, so a network with two outputs and cross-entropy is the same function, and is
/// trained by the same gradient with respect to it, as one with a single output, a sigmoid and
/// binary cross-entropy. The probability of the positive class is what these scores judge.
///
/// @param positives how many rows are positive
/// @param negatives how many are not
/// @param rocAuc the area under the [RocCurve]; it does not depend on the threshold
/// @param averagePrecision of the [PrecisionRecallCurve]; nor does this
/// @param logLoss [Metrics#logLoss(double[], boolean[])]
/// @param brierScore [Metrics#brierScore(double[], boolean[])]
/// @param threshold probabilities from here on count as positive
/// @param atThreshold precision, recall and F₁ of the positive rows at the threshold
/// @param accuracy the share of all rows that is right at the threshold
public record BinaryScores(
    long positives,
    long negatives,
    double rocAuc,
    double averagePrecision,
    double logLoss,
    double brierScore,
    double threshold,
    ClassScores.ClassScore atThreshold,
    double accuracy) {
  /// At the threshold ½, where the more probable class is chosen.
  public static BinaryScores of(double[] probabilities, boolean[] truth) {
    return of(probabilities, truth, 0.5);
  }

  /// Of the probabilities of being positive. Precision is 0 if nothing is taken for positive.
  ///
  /// @throws IllegalArgumentException if a probability is not from 0 to 1
  public static BinaryScores of(double[] probabilities, boolean[] truth, double threshold) {
    Require.sameLength("binary scores", probabilities.length, truth.length);
    long hits = 0;
    long taken = 0;
    long positives = 0;
    long right = 0;
    for (int i = 0; i < truth.length; i++) {
      boolean yes = probabilities[i] >= threshold;
      taken += yes ? 1 : 0;
      positives += truth[i] ? 1 : 0;
      hits += yes && truth[i] ? 1 : 0;
      right += yes == truth[i] ? 1 : 0;
    }
    return new BinaryScores(
        positives,
        truth.length - positives,
        Metrics.rocAuc(probabilities, truth),
        Metrics.averagePrecision(probabilities, truth),
        Metrics.logLoss(probabilities, truth),
        Metrics.brierScore(probabilities, truth),
        threshold,
        ClassScores.ClassScore.of(hits, taken, positives, 0),
        (double) right / truth.length);
  }

  /// The threshold with the largest F₁ on these rows, the strictest of equals. Choose it on rows
  /// that are not used to judge afterwards.
  ///
  /// @throws IllegalArgumentException if there are no rows
  public static double bestThreshold(double[] probabilities, boolean[] truth) {
    return PrecisionRecallCurve.of(probabilities, truth).points().stream()
        .max(
            Comparator.comparingDouble(BinaryScores::f1)
                .thenComparingDouble(PrecisionRecallCurve.Point::threshold))
        .orElseThrow(
            () -> new IllegalArgumentException("binary scores: no rows to choose a threshold from"))
        .threshold();
  }

  private static double f1(PrecisionRecallCurve.Point point) {
    double sum = point.precision() + point.recall();
    return sum > 0 ? 2 * point.precision() * point.recall() / sum : 0;
  }
}
