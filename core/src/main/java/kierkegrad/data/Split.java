package kierkegrad.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import kierkegrad.random.Sampling;

/// A data set in three parts without common rows. A validation or test part may be empty.
///
/// ```java
/// Split split = Split.stratified(iris, 0, 0.2, 42);
/// Standardizer scale = Standardizer.fit(split.train().all().x());
/// ```
///
/// @param train to learn from, and to fit normalisation on
/// @param validation to decide when to stop
/// @param test to judge by, once
public record Split(Subset train, Subset validation, Subset test) {
  private static final int TRAIN = 0;
  private static final int VALIDATION = 1;
  private static final int TEST = 2;

  /// Parts of random rows. The sizes are `share · rows`, rounded; a part with a share has a row if
  /// there are enough.
  ///
  /// @param validation share of the validation part, from 0 to below 1
  /// @param test share of the test part
  public static Split random(Dataset data, double validation, double test, long seed) {
    int[] one = new int[data.size()];
    return split(data, one, 1, new Shares(validation, test), seed);
  }

  /// Parts of random rows in which every class keeps its share, by largest remainders. A class of
  /// two rows or more is in training and test, one of as many rows as there are parts is in all of
  /// them; a single row trains.
  ///
  /// The targets are class numbers `[rows]`.
  ///
  /// @param validation share of the validation part, from 0 to below 1
  /// @param test share of the test part
  public static Split stratified(Dataset data, double validation, double test, long seed) {
    int[] classes = Labels.of(data);
    int count = Arrays.stream(classes).max().orElse(0) + 1;
    return split(data, classes, count, new Shares(validation, test), seed);
  }

  private record Shares(double validation, double test) {
    Shares {
      if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
        throw new IllegalArgumentException(
            "split: shares of "
                + validation
                + " for validation and "
                + test
                + " for test leave nothing to train on; use 0 or more, together below 1");
      }
    }
  }

  private static Split split(Dataset data, int[] classes, int count, Shares shares, long seed) {
    int[] order = Sampling.order(Orders.of(seed, 0), classes.length);
    int[] part = new int[classes.length];
    boolean validates = shares.validation() > 0;
    Strata strata = new Strata(order, classes, count, part);
    if (shares.test() > 0) {
      strata.take(TEST, (int) Math.round(shares.test() * classes.length), validates ? 2 : 1);
    }
    if (validates) {
      strata.take(VALIDATION, (int) Math.round(shares.validation() * classes.length), 1);
    }
    return new Split(
        subset(data, order, part, TRAIN),
        subset(data, order, part, VALIDATION),
        subset(data, order, part, TEST));
  }

  private static Subset subset(Dataset data, int[] order, int[] part, int which) {
    return new Subset(data, IntStream.of(order).filter(row -> part[row] == which).toArray());
  }
}
