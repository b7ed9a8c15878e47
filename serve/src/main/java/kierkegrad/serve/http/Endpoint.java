package kierkegrad.serve.http;

/// What answers the requests to one path.
@FunctionalInterface
public interface Endpoint {
  /// The answer.
  ///
  /// @throws Refusal if there is none
  Answer answer(Request request) throws InterruptedException;
}
