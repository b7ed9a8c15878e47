package kierkegrad.serve.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The body of a request. It is read by a thread of its own, which can be left behind when it takes
/// too long: the connection is then closed under it, after the refusal has been sent.
final class Body implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  /// How long a client that has been refused may go on sending, so that it comes to read why.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpExchange exchange;
  private final Limits limits;
  private final Budget budget;
  private final InputStream in;
  private Thread reader = Thread.currentThread();
  private long taken;
  private boolean complete;

  Body(HttpExchange exchange, Limits limits, Budget budget) {
    this.exchange = exchange;
    this.limits = limits;
    this.budget = budget;
    this.in = exchange.getRequestBody();
    this.complete = !isChunked() && declared() <= 0;
  }

  private boolean isChunked() {
    return exchange.getRequestHeaders().containsKey("Transfer-Encoding");
  }

  private long declared() {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    try {
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// Whether nothing of it is left to be read.
  boolean isComplete() {
    return complete;
  }

  byte[] read() {
    if (!isChunked() && declared() < 0) {
      throw Refusal.of(411, "the request does not say how long it is; send Content-Length");
    }
    if (declared() > limits.bytes()) {
      throw tooLarge();
    }
    byte[] bytes = within(this::all, limits.time());
    complete = true;
    return bytes;
  }

  private byte[] all() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      if (all.size() + (long) count > limits.bytes()) {
        throw tooLarge();
      }
      if (!budget.take(count)) {
        throw Refusal.busy("other requests fill the memory");
      }
      taken += count;
      all.write(piece, 0, count);
    }
    return all.toByteArray();
  }

  private Refusal tooLarge() {
    return Refusal.of(
        413,
        "the request is larger than %,d bytes; send fewer rows at a time"
            .formatted(limits.bytes()));
  }

  private interface Reading {
    byte[] bytes() throws IOException;
  }

  private byte[] within(Reading reading, Duration time) {
    FutureTask<byte[]> task = new FutureTask<>(reading::bytes);
    reader = Thread.ofVirtual().name("body").start(task);
    try {
      return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw Refusal.of(
          408,
          "the request did not arrive within %.3g s; send it faster"
              .formatted(time.toMillis() / 1000.0));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof IOException) {
        throw Refusal.of(400, "the request broke off before its end");
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.busy("the server is shutting down");
    }
  }

  /// Reads what is left without keeping it, for a short time, and closes the connection if that
  /// does not come to an end. To be called when the answer has been sent.
  void leave() {
    if (complete) {
      return;
    }
    try {
      if (!reader.isAlive() || reader == Thread.currentThread()) {
        within(this::skip, PATIENCE);
      } else {
        reader.join(PATIENCE.dividedBy(4));
      }
    } catch (Refusal e) {
      // It is not worth waiting for.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (reader != Thread.currentThread() && reader.isAlive()) {
      reader.interrupt();
    }
  }

  private byte[] skip() throws IOException {
    byte[] piece = new byte[PIECE];
    int count = in.read(piece);
    while (count >= 0) {
      count = in.read(piece);
    }
    return piece;
  }

  /// Its memory may be used again.
  @Override
  public void close() {
    budget.giveBack(taken);
  }
}
