package kierkegrad.serve.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kierkegrad.serve.metric.Metrics;

/// Finds the endpoint of a request, sends what it answers, and counts it. Whatever goes wrong
/// becomes an answer in JSON.
public final class Router implements HttpHandler {
  private record Route(String method, Endpoint endpoint) {
    String allowed() {
      return method.equals("GET") ? "GET, HEAD" : method;
    }

    boolean allows(String wanted) {
      return wanted.equals(method) || (wanted.equals("HEAD") && method.equals("GET"));
    }
  }

  private static final Duration POLL = Duration.ofMillis(10);

  private final SequencedMap<String, Route> routes = new LinkedHashMap<>();
  private final Limits limits;
  private final Budget budget;
  private final Metrics metrics;
  private final Consumer<String> log;
  private final AtomicInteger busy = new AtomicInteger();

  /// @param log is told of every answer, one line each
  public Router(Limits limits, Metrics metrics, Consumer<String> log) {
    this.limits = limits;
    this.budget = Budget.of(limits.bytes());
    this.metrics = metrics;
    this.log = log;
  }

  /// Adds a path that can be read.
  public Router get(String path, Endpoint endpoint) {
    routes.put(path, new Route("GET", endpoint));
    return this;
  }

  /// Adds a path to which something is sent.
  public Router post(String path, Endpoint endpoint) {
    routes.put(path, new Route("POST", endpoint));
    return this;
  }

  @Override
  public void handle(HttpExchange exchange) {
    long start = System.nanoTime();
    busy.incrementAndGet();
    try (exchange;
        Body body = new Body(exchange, limits, budget)) {
      String path = Optional.ofNullable(exchange.getRequestURI().getPath()).orElse("");
      Answer answer = counted(path, exchange, body, start);
      log.accept(line(exchange, answer, System.nanoTime() - start));
      send(exchange, answer, body);
    } catch (IOException e) {
      // The client has gone, and with it everyone who could be told.
      log.accept(exchange.getRemoteAddress() + " went away: " + e.getMessage());
    } finally {
      busy.decrementAndGet();
    }
  }

  /// Waits until no request is under way, but not longer than that.
  public void awaitEnd(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    // Twice, because a request that has just been accepted needs a moment to get here.
    for (int quiet = 0; quiet < 2 && System.nanoTime() < end; ) {
      Thread.sleep(POLL);
      quiet = busy.get() == 0 ? quiet + 1 : 0;
    }
  }

  /// Counts the answer before it is sent, so that whoever has read it finds it in the metrics.
  private Answer counted(String path, HttpExchange exchange, Body body, long start) {
    metrics.begin();
    try {
      Answer answer = answer(path, exchange, body);
      String known = routes.containsKey(path) ? path : "other";
      metrics.answered(known, answer.status(), answer.rows(), System.nanoTime() - start);
      return answer;
    } finally {
      metrics.end();
    }
  }

  private Answer answer(String path, HttpExchange exchange, Body body) {
    try {
      return endpoint(path, exchange.getRequestMethod()).answer(new Request(exchange, body));
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (InterruptedException e) {
      return Refusal.busy("the server is shutting down").answer();
    } catch (OutOfMemoryError e) {
      return Refusal.busy("the memory is full").answer();
    } catch (RuntimeException | StackOverflowError e) {
      log.accept("unexpected: " + e + " at " + Optional.of(e.getStackTrace()).map(Router::top));
      return Refusal.of(500, "the server failed; its log says more").answer();
    }
  }

  private static String top(StackTraceElement[] trace) {
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }

  private Endpoint endpoint(String path, String method) {
    Route route = routes.get(path);
    if (route == null) {
      String known =
          routes.entrySet().stream()
              .map(entry -> entry.getValue().method() + " " + entry.getKey())
              .collect(Collectors.joining(", "));
      throw Refusal.of(404, "there is nothing at this path; there is " + known);
    }
    if (!route.allows(method)) {
      throw Refusal.of(
          405,
          "%s takes %s, not %s".formatted(path, route.method(), method),
          "Allow",
          route.allowed());
    }
    return route.endpoint();
  }

  private static String line(HttpExchange exchange, Answer answer, long nanos) {
    return "%s %s %s %d %d rows %.2f ms"
        .formatted(
            exchange.getRemoteAddress().getAddress().getHostAddress(),
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            answer.status(),
            answer.rows(),
            nanos / 1e6);
  }

  private static void send(HttpExchange exchange, Answer answer, Body body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      exchange.getResponseHeaders().set(header.getKey(), header.getValue());
    }
    if (!body.isComplete()) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(answer.body().length));
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      OutputStream out = exchange.getResponseBody();
      out.write(answer.body());
      out.flush();
    }
    body.leave();
  }
}
