package kierkegrad.serve.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;

/// A request that is not answered, and why: one sentence for whoever sent it, with the way out.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int row;
  private final String column;
  private final Map<String, String> headers;

  private Refusal(int status, String message, int row, String column, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.row = row;
    this.column = column;
    this.headers = new LinkedHashMap<>(headers);
  }

  /// A request that is wrong as a whole.
  public static Refusal of(int status, String message) {
    return new Refusal(status, message, 0, "", Map.of());
  }

  /// One that a header of the answer says more about, such as `Allow`.
  public static Refusal of(int status, String message, String header, String value) {
    return new Refusal(status, message, 0, "", Map.of(header, value));
  }

  /// A row that is wrong as a whole: status 400.
  ///
  /// @param row its number, from 1
  public static Refusal row(int row, String message) {
    return new Refusal(400, "row " + row + ": " + message, row, "", Map.of());
  }

  /// A cell that is wrong: status 400.
  ///
  /// @param row the number of its row, from 1
  public static Refusal cell(int row, String column, String message) {
    return new Refusal(
        400, "row %d, column %s: %s".formatted(row, column, message), row, column, Map.of());
  }

  /// A column that is wrong in every row: status 400.
  public static Refusal column(String column, String message) {
    return new Refusal(400, message, 0, column, Map.of());
  }

  /// Too much is under way: status 503, with the advice to come back in a second.
  public static Refusal busy(String message) {
    return of(503, message + "; try again in a second", "Retry-After", "1");
  }

  /// The row, from 1, if one is to blame.
  public OptionalInt row() {
    return row > 0 ? OptionalInt.of(row) : OptionalInt.empty();
  }

  /// The column, if one is to blame.
  public Optional<String> column() {
    return column.isEmpty() ? Optional.empty() : Optional.of(column);
  }

  /// The answer: `{"error": …, "row": 3, "column": "petal_length"}`.
  Answer answer() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", String.valueOf(getMessage()));
    row().ifPresent(number -> body.put("row", number));
    column().ifPresent(name -> body.put("column", name));
    return new Answer(status, Answer.JSON, JsonMapper.shared().writeValueAsBytes(body), headers, 0);
  }
}
