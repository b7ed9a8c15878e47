package kierkegrad.practice.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.data.KFold;
import kierkegrad.data.Split;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.Tensor;

/// Which rows train, which validate and which test, in their order in the data.
///
/// @param train the training rows
/// @param validation the rows by which the best epoch is chosen
/// @param test the test rows
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
record Parts(int[] train, int[] validation, int[] test) {
  /// Splits rows; those of every class in the same way, if the targets are class numbers.
  ///
  /// @param y the targets of all rows
  static Parts of(String name, Tensor y, Settings settings) {
    return of(name, y, settings, settings.get(Setting.TEST));
  }

  /// Splits rows of which none are for the test.
  static Parts withoutTest(String name, Tensor y, Settings settings) {
    return of(name, y, settings, 0);
  }

  /// One fold of a cross-validation.
  ///
  /// @param number from 0 to below [Setting#FOLDS]
  static Parts fold(String name, Tensor y, Settings settings, int number) {
    int k = settings.get(Setting.FOLDS);
    if (k > y.size(0)) {
      throw new DataException(
          "%s: %d rows are too few for %d folds; use a smaller --folds"
              .formatted(name, y.size(0), k));
    }
    TensorDataset rows = new TensorDataset(y, y);
    long seed = settings.get(Setting.SEED);
    List<KFold.Fold> folds =
        y.dtype().isFloating() ? KFold.random(rows, k, seed) : KFold.stratified(rows, k, seed);
    int[] train = folds.get(number).train().indices();
    int[] test = folds.get(number).test().indices();
    Parts inner =
        withoutTest(
            name,
            folds.get(number).train().rows(IntStream.range(0, train.length).toArray()).y(),
            settings);
    return new Parts(pick(train, inner.train), pick(train, inner.validation), test);
  }

  private static int[] pick(int[] from, int[] places) {
    return Arrays.stream(places).map(place -> from[place]).toArray();
  }

  private static Parts of(String name, Tensor y, Settings settings, double test) {
    TensorDataset rows = new TensorDataset(y, y);
    double validation = validation(settings);
    long seed = settings.get(Setting.SEED);
    if (validation + test >= 1) {
      throw new SettingException(
          "--validation %s and --test %s leave no rows to train with; together they must be less than 1"
              .formatted(validation, test));
    }
    Split split =
        y.dtype().isFloating()
            ? Split.random(rows, validation, test, seed)
            : Split.stratified(rows, validation, test, seed);
    Parts parts =
        new Parts(
            sorted(split.train().indices()),
            sorted(split.validation().indices()),
            sorted(split.test().indices()));
    if (parts.train.length == 0
        || (test > 0 && parts.test.length == 0)
        || (validation > 0 && parts.validation.length == 0)) {
      throw new DataException(
          "%s: %d rows are too few for a training part and a test part of %s; add rows or change --test"
              .formatted(name, y.size(0), test));
    }
    return parts;
  }

  /// The share of validation rows; a tenth if somebody needs them and says nothing else.
  static double validation(Settings settings) {
    boolean needed = settings.get(Setting.PATIENCE) > 0 || settings.get(Setting.CALIBRATE);
    return settings.find(Setting.VALIDATION).orElse(needed ? 0.1 : 0);
  }

  /// The numbers of rows as people count them.
  static long[] fromOne(int[] rows) {
    return Arrays.stream(rows).mapToLong(row -> row + 1L).toArray();
  }

  private static int[] sorted(int[] rows) {
    int[] sorted = rows.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
