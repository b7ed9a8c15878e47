package kierkegrad.practice.data;

import java.util.Arrays;
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

  /// The share of validation rows; a tenth if somebody waits for the validation loss and says
  /// nothing else.
  static double validation(Settings settings) {
    double usual = settings.get(Setting.PATIENCE) > 0 ? 0.1 : 0;
    return settings.find(Setting.VALIDATION).orElse(usual);
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
