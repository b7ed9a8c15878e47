package kierkegrad.serve.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a request gets back.
///
/// @param type the content's media type
/// @param headers further headers
/// @param rows how many rows were predicted
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
public record Answer(int status, String type, byte[] body, Map<String, String> headers, int rows) {
  /// The media type of JSON.
  public static final String JSON = "application/json; charset=utf-8";

  /// The media type of CSV with a header.
  public static final String CSV = "text/csv; charset=utf-8; header=present";

  /// Keeps a copy of the headers.
  public Answer {
    headers = new LinkedHashMap<>(headers);
  }

  /// An answer with status 200.
  public static Answer ok(String type, String body) {
    return new Answer(200, type, body.getBytes(StandardCharsets.UTF_8), Map.of(), 0);
  }

  /// The same with one more header.
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, type, body, more, rows);
  }

  /// The same for so many rows.
  public Answer rows(int count) {
    return new Answer(status, type, body, headers, count);
  }
}
