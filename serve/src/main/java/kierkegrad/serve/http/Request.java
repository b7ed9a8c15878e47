package kierkegrad.serve.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;

/// A request as an endpoint sees it.
public final class Request {
  private final HttpExchange exchange;
  private final Body body;

  Request(HttpExchange exchange, Body body) {
    this.exchange = exchange;
    this.body = body;
  }

  /// The first header of that name.
  public Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /// All of the body.
  ///
  /// @throws Refusal if it is too large, comes too slowly or not at all
  public byte[] body() {
    return body.read();
  }
}
