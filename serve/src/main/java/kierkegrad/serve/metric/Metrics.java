package kierkegrad.serve.metric;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What the server counts of itself. Many threads may count at once.
public final class Metrics {
  /// The media type of Prometheus's text format.
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private record Kind(String path, int status) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int byPath = path.compareTo(other.path);
      return byPath != 0 ? byPath : Integer.compare(status, other.status);
    }
  }

  private final long start = System.nanoTime();
  private final Map<Kind, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final LongAdder rows = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final AtomicInteger underWay = new AtomicInteger();
  private final Histogram seconds =
      new Histogram(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);
  private final Histogram batches = new Histogram(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024);

  /// Counts a request that has come.
  public void begin() {
    underWay.incrementAndGet();
  }

  /// Counts a request that is over.
  public void end() {
    underWay.decrementAndGet();
  }

  /// How many requests are under way.
  public int underWay() {
    return underWay.get();
  }

  /// Counts an answer.
  ///
  /// @param path one of the server's own paths, so that there are not many
  /// @param nanos how long it took
  public void answered(String path, int status, int predicted, long nanos) {
    requests.computeIfAbsent(new Kind(path, status), _ -> new LongAdder()).increment();
    rows.add(predicted);
    if (status >= 400) {
      errors.increment();
    }
    seconds.add(nanos / 1e9);
  }

  /// Counts a pass through the network.
  public void batch(int size) {
    batches.add(size);
  }

  /// Everything counted until now, in Prometheus's text format 0.0.4.
  public String text() {
    StringBuilder text = new StringBuilder();
    head(text, "kierkegrad_requests_total", "counter", "Requests answered, by path and status.");
    requests.forEach((kind, count) ->
        text.append(
            "kierkegrad_requests_total{path=\"%s\",status=\"%d\"} %d\n"
                .formatted(kind.path(), kind.status(), count.sum())));
    value(text, "kierkegrad_rows_total", "counter", "Rows predicted.", rows.sum());
    value(
        text,
        "kierkegrad_request_errors_total",
        "counter",
        "Requests answered with status 400 or more.",
        errors.sum());
    value(text, "kierkegrad_requests_in_flight", "gauge", "Requests under way.", underWay.get());
    head(text, "kierkegrad_request_seconds", "histogram", "From a request's head to its answer.");
    seconds.write(text, "kierkegrad_request_seconds");
    head(text, "kierkegrad_batch_rows", "histogram", "Rows in one pass through the network.");
    batches.write(text, "kierkegrad_batch_rows");
    double uptime = (System.nanoTime() - start) / 1e9;
    value(text, "kierkegrad_uptime_seconds", "gauge", "Since the server started.", uptime);
    Runtime machine = Runtime.getRuntime();
    double used = machine.totalMemory() - machine.freeMemory();
    value(text, "jvm_memory_used_bytes", "gauge", "Java heap in use.", used);
    value(text, "jvm_memory_committed_bytes", "gauge", "Java heap held.", machine.totalMemory());
    value(text, "jvm_memory_max_bytes", "gauge", "Largest Java heap.", machine.maxMemory());
    return text.toString();
  }

  private static void value(
      StringBuilder text, String name, String type, String help, double value) {
    head(text, name, type, help);
    text.append(name).append(' ').append(number(value)).append('\n');
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : BigDecimal.valueOf(value).toPlainString();
  }
}
