package kierkegrad.serve.load;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/// One request of a load, and the answer that it has to get.
///
/// @param name what to call it
/// @param rows how many rows are to be predicted; none if it is to be refused
/// @param request the request
/// @param status the status that it has to get
/// @param isRight whether a body is the one that it has to get
record Case(String name, int rows, HttpRequest request, int status, Predicate<String> isRight) {
  static Case sent(
      URI server, String name, int rows, String type, String body, Predicate<String> isRight) {
    return new Case(
        name, rows, post(server, type, body.getBytes(StandardCharsets.UTF_8)), 200, isRight);
  }

  static Case refused(URI server, String name, String type, byte[] body, int status) {
    return new Case(
        name, 0, post(server, type, body), status, text -> text.startsWith("{\"error\":"));
  }

  private static HttpRequest post(URI server, String type, byte[] body) {
    return HttpRequest.newBuilder(server.resolve("/predict"))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  boolean isGood() {
    return status == 200;
  }

  /// What is wrong with an answer.
  Optional<String> fault(HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      return Optional.of(
          "%s: status %d, not %d: %s".formatted(name, answer.statusCode(), status, answer.body()));
    }
    return isRight.test(answer.body())
        ? Optional.empty()
        : Optional.of(name + ": an answer unlike predict's: " + answer.body());
  }
}
