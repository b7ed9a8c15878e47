package kierkegrad.practice.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import kierkegrad.practice.network.Widths;

/// What values a setting has, and how they are written.
///
/// @param <T> the type of its values
/// @param type their class
/// @param reader reads a value, or throws an `IllegalArgumentException` that says what is possible
/// @param candidates all possible texts, if they are few; otherwise none
record Kind<T>(Class<T> type, Function<String, T> reader, List<String> candidates) {
  /// How the number of all rows is written as the size of a batch.
  private static final String FULL = "full";

  static final Kind<String> TEXT = new Kind<>(String.class, text -> text, List.of());

  static final Kind<Boolean> FLAG = new Kind<>(Boolean.class, Kind::flag, List.of("true", "false"));

  static final Kind<Long> SEED = new Kind<>(Long.class, Kind::whole, List.of());

  static final Kind<Widths> WIDTHS = new Kind<>(Widths.class, Widths::of, List.of());

  /// A whole number from 1 on, or `full` for the largest of all.
  static final Kind<Integer> BATCH =
      new Kind<>(
          Integer.class, text -> text.equals(FULL) ? Integer.MAX_VALUE : count(text, 1), List.of());

  /// How many folds; one would leave nothing to learn from.
  static final Kind<Integer> FOLDS =
      new Kind<>(
          Integer.class,
          text -> {
            int folds = count(text, 0);
            if (folds == 1) {
              throw new IllegalArgumentException("must be 2 or more, or 0 for none");
            }
            return folds;
          },
          List.of());

  static Kind<Integer> count(int least) {
    return new Kind<>(Integer.class, text -> count(text, least), List.of());
  }

  /// @param wanted says which numbers are possible, such as `more than 0`
  static Kind<Double> number(DoublePredicate possible, String wanted) {
    return new Kind<>(Double.class, text -> number(text, possible, wanted), List.of());
  }

  static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Kind::name).toList();
    return new Kind<>(type, text -> choice(type, text), names);
  }

  /// The text that [#reader] reads as this value.
  String print(Object value) {
    return switch (value) {
      case Integer number when number == Integer.MAX_VALUE -> FULL;
      case Enum<?> constant -> name(constant);
      default -> value.toString();
    };
  }

  private static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static long whole(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number", e);
    }
  }

  private static int count(String text, int least) {
    String wanted = "must be a whole number, " + least + " or more";
    try {
      int number = Integer.parseInt(text);
      if (number < least) {
        throw new IllegalArgumentException(wanted);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wanted, e);
    }
  }

  private static double number(String text, DoublePredicate possible, String wanted) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number, " + wanted, e);
    }
    if (!Double.isFinite(number) || !possible.test(number)) {
      throw new IllegalArgumentException("must be " + wanted);
    }
    return number;
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String text) {
    E[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> name(constant).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "must be one of "
                    + Arrays.stream(constants).map(Kind::name).collect(Collectors.joining(", "))));
  }

  /// Such as `leaky_relu` or `cross-entropy`.
  private static String name(Enum<?> constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }
}
