package kierkegrad.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// How well each class is found. With the true positives TP, false positives FP and false negatives
/// FN of a class: precision `TP/(TP + FP)`, recall `TP/(TP + FN)`, F₁ `2·TP/(2·TP + FP + FN)`.
///
/// @param classes one by one
/// @param micro of the sums over the classes; all three are the accuracy
/// @param macro the mean of the classes, each counting once
/// @param weighted the mean of the classes, each counting as often as it occurs
public record ClassScores(
    List<ClassScore> classes, ClassScore micro, ClassScore macro, ClassScore weighted) {
  /// The scores of one class, or a mean of several.
  ///
  /// @param precision the share that is right of the rows taken for the class
  /// @param recall the share that is found of the rows of the class
  /// @param f1 their harmonic mean
  /// @param support how many rows are of the class
  public record ClassScore(double precision, double recall, double f1, long support) {
    static ClassScore of(long hits, long predicted, long support, double undefined) {
      return new ClassScore(
          quotient(hits, predicted, undefined),
          quotient(hits, support, undefined),
          quotient(2 * hits, predicted + support, undefined),
          support);
    }

    private static double quotient(long share, long whole, double undefined) {
      return whole == 0 ? undefined : (double) share / whole;
    }
  }

  static ClassScores of(ConfusionMatrix counts, double undefined) {
    List<ClassScore> classes =
        IntStream.range(0, counts.classes())
            .mapToObj(c ->
                ClassScore.of(
                    counts.count(c, c), counts.predicted(c), counts.support(c), undefined))
            .toList();
    long total = counts.total();
    return new ClassScores(
        classes,
        ClassScore.of(counts.correct(), total, total, undefined),
        mean(classes, _ -> 1, total, undefined),
        mean(classes, ClassScore::support, total, undefined));
  }

  private static ClassScore mean(
      List<ClassScore> classes, ToDoubleFunction<ClassScore> weight, long total, double undefined) {
    return new ClassScore(
        mean(classes, ClassScore::precision, weight, undefined),
        mean(classes, ClassScore::recall, weight, undefined),
        mean(classes, ClassScore::f1, weight, undefined),
        total);
  }

  private static double mean(
      List<ClassScore> classes,
      ToDoubleFunction<ClassScore> score,
      ToDoubleFunction<ClassScore> weight,
      double undefined) {
    double sum = 0;
    double weights = 0;
    for (ClassScore one : classes) {
      double value = score.applyAsDouble(one);
      if (!Double.isNaN(value)) {
        sum += value * weight.applyAsDouble(one);
        weights += weight.applyAsDouble(one);
      }
    }
    return weights == 0 ? undefined : sum / weights;
  }
}
