package kierkegrad.formats.table;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates as ISO 8601 writes them: `2024-02-29`, `2024-02-29T18:30`, `2024-02-29 18:30:00.5+01:00`.
/// An offset from UTC is not looked at: what counts is the clock on the wall.
final class Dates {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)(?:Z|[+-]\\d{2}:?\\d{2})?)?");

  private static final double SECONDS_OF_A_DAY = 86_400;

  private Dates() {}

  /// The days since 1 January 1970, with the time of day as a fraction; empty if it is no date.
  static Optional<Double> days(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      double days = LocalDate.parse(form.group(1)).toEpochDay();
      String time = form.group(2);
      return Optional.of(
          time == null ? days : days + LocalTime.parse(time).toSecondOfDay() / SECONDS_OF_A_DAY);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
