package kierkegrad.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import kierkegrad.random.Sampling;

/// Folds for cross-validation: k ways to split a data set, in which every row tests exactly once
/// and trains k − 1 times. scikit-learn's `KFold` and `StratifiedKFold`, shuffled.
///
/// ```java
/// for (KFold.Fold fold : KFold.stratified(iris, 5, 42)) {
///   Standardizer scale = Standardizer.fit(fold.train()); // anew: the test rows have no say in it
/// }
/// ```
public final class KFold {
  private KFold() {}

  /// One of the splits. The rows of both parts are in their order in the data set.
  ///
  /// @param train to learn from, and to fit normalisation on
  /// @param test to judge by
  public record Fold(Subset train, Subset test) {}

  /// Folds of random rows. The sizes of their tests differ by at most one.
  ///
  /// @param k how many, from 2 to the number of rows
  public static List<Fold> random(Dataset data, int k, long seed) {
    return folds(data, new int[data.size()], k, seed);
  }

  /// Folds of random rows in which every class keeps its share: the numbers of its rows in the
  /// tests differ by at most one, and so do the sizes of the tests. A class with fewer than k rows
  /// is missing in some tests; one with a single row is missing in the training part of its fold.
  ///
  /// The targets are class numbers `[rows]`.
  ///
  /// @param k how many, from 2 to the number of rows
  public static List<Fold> stratified(Dataset data, int k, long seed) {
    return folds(data, Labels.of(data), k, seed);
  }

  /// Deals the rows of one class after the other to the folds, in turn.
  private static List<Fold> folds(Dataset data, int[] classes, int k, long seed) {
    if (k < 2 || k > classes.length) {
      throw new IllegalArgumentException(
          "folds: %d rows cannot be split into %d folds; use 2 to the number of rows"
              .formatted(classes.length, k));
    }
    int[] order =
        Arrays.stream(Sampling.order(Orders.of(seed, 0), classes.length))
            .boxed()
            .sorted(Comparator.comparingInt(row -> classes[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] fold = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      fold[order[i]] = i % k;
    }
    List<Fold> folds = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      int number = i;
      folds.add(
          new Fold(
              new Subset(data, rows(fold.length, row -> fold[row] != number)),
              new Subset(data, rows(fold.length, row -> fold[row] == number))));
    }
    return folds;
  }

  private static int[] rows(int count, IntPredicate wanted) {
    return IntStream.range(0, count).filter(wanted).toArray();
  }
}
