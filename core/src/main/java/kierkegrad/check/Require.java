package kierkegrad.check;

/// Checks of options.
public final class Require {
  private Require() {}

  public static double notNegative(String where, String what, double value) {
    return require(value >= 0 && Double.isFinite(value), where, what, value, "0 or more");
  }

  public static double positive(String where, String what, double value) {
    return require(value > 0 && Double.isFinite(value), where, what, value, "more than 0");
  }

  public static double share(String where, String what, double value) {
    return require(value >= 0 && value < 1, where, what, value, "at least 0 and below 1");
  }

  public static double probability(String where, String what, double value) {
    return require(value >= 0 && value <= 1, where, what, value, "0 to 1");
  }

  public static double between(String where, String what, double value, double low, double high) {
    return require(
        value >= low && value <= high,
        where,
        what,
        value,
        "at least " + low + " and at most " + high);
  }

  public static void sameLength(String where, int ours, int theirs) {
    if (ours != theirs) {
      throw new IllegalArgumentException(
          where + ": " + ours + " predictions do not fit " + theirs + " true values");
    }
  }

  public static void numbers(String where, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException(where + ": value " + i + " is not a number");
      }
    }
  }

  private static double require(
      boolean holds, String where, String what, double value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(
          where + ": " + what + " " + value + " is out of range; use " + wanted);
    }
    return value;
  }
}
