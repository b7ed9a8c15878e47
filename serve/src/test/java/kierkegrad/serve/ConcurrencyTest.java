package kierkegrad.serve;

import static kierkegrad.serve.Client.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.BuiltIn;
import kierkegrad.serve.load.Load;
import kierkegrad.serve.load.LoadResult;
import org.junit.jupiter.api.Test;

/// Many requests at once, and the end of a server.
class ConcurrencyTest {
  private static final Duration SHORT = Duration.ofSeconds(1);

  /// The load compares every answer with predict's, bit by bit.
  @Test
  void everyAnswerIsPredictsWhoeverElseAsks() throws Exception {
    TrainedModel digits = Samples.digits();
    try (ModelServer server = ModelServer.of(digits).port(0).start();
        Client client = Client.of(server)) {
      LoadResult result =
          new Load(server.uri(), digits, BuiltIn.DIGITS.table(), 64, SHORT, 2).run();
      assertThat(result.faults()).isEmpty();
      assertThat(result.nanos().length).isGreaterThanOrEqualTo(64);
      assertThat(result.refused()).isPositive();
      assertThat(result.toString()).contains("faults    0");
      String metrics = client.get("metrics").body();
      assertThat(value(metrics, "kierkegrad_rows_total")).isEqualTo(result.rows());
      assertThat(value(metrics, "kierkegrad_batch_rows_sum")).isEqualTo(result.rows());
      assertThat(value(metrics, "kierkegrad_batch_rows_count"))
          .isLessThanOrEqualTo(result.nanos().length);
      assertThat(value(metrics, "kierkegrad_requests_total{path=\"/predict\",status=\"200\"}"))
          .isEqualTo(result.nanos().length);
      assertThat(value(metrics, "kierkegrad_request_errors_total")).isEqualTo(result.refused());
      assertThat(value(metrics, "kierkegrad_request_seconds_count"))
          .isEqualTo(result.nanos().length + result.refused());
    }
  }

  /// A load notices a server that has another model.
  @Test
  void theLoadFindsAnswersThatAreNotPredicts() throws Exception {
    try (ModelServer server = ModelServer.of(Samples.prices()).port(0).start()) {
      LoadResult result =
          new Load(server.uri(), Samples.prices(), Samples.houses(), 1, Duration.ofMillis(300), 0)
              .run();
      assertThat(result.faults()).isEmpty();
      LoadResult other =
          new Load(server.uri(), Samples.iris(), BuiltIn.IRIS.table(), 1, Duration.ofMillis(300), 0)
              .run();
      assertThat(other.faults()).hasSizeGreaterThanOrEqualTo(1);
      assertThat(other.toString()).contains("status 400, not 200");
    }
  }

  @Test
  void metricsCountWhatHappened() throws IOException {
    try (ModelServer server = ModelServer.of(Samples.iris()).port(0).start();
        Client client = Client.of(server)) {
      client.post(JSON, Samples.FLOWER);
      client.post(JSON, "[" + Samples.FLOWER + "," + Samples.FLOWER + "]");
      client.post(JSON, "[");
      client.get("nowhere");
      client.get("elsewhere");
      String text = client.get("metrics").body();
      assertThat(value(text, "kierkegrad_requests_total{path=\"/predict\",status=\"200\"}"))
          .isEqualTo(2);
      assertThat(value(text, "kierkegrad_requests_total{path=\"/predict\",status=\"400\"}"))
          .isEqualTo(1);
      assertThat(value(text, "kierkegrad_requests_total{path=\"other\",status=\"404\"}"))
          .isEqualTo(2);
      assertThat(value(text, "kierkegrad_rows_total")).isEqualTo(3);
      assertThat(value(text, "kierkegrad_request_errors_total")).isEqualTo(3);
      assertThat(value(text, "kierkegrad_requests_in_flight")).isEqualTo(1);
      assertThat(value(text, "kierkegrad_batch_rows_bucket{le=\"1\"}")).isEqualTo(1);
      assertThat(value(text, "kierkegrad_batch_rows_bucket{le=\"+Inf\"}")).isEqualTo(2);
      assertThat(value(text, "jvm_memory_used_bytes")).isPositive();
      assertThat(text.lines())
          .allMatch(line -> line.matches("# (HELP|TYPE) .+|[a-z_]+(\\{.*})? [0-9.E+-]+"));
    }
  }

  private static double value(String metrics, String name) {
    Matcher line =
        Pattern.compile("^" + Pattern.quote(name) + " (.+)$", Pattern.MULTILINE).matcher(metrics);
    assertThat(line.find()).as(name + " in\n" + metrics).isTrue();
    return Double.parseDouble(line.group(1));
  }

  /// A request whose body is half there when the server is told to close is answered; later ones
  /// find nobody.
  @Test
  void finishesWhatIsUnderWay() throws Exception {
    ModelServer server = ModelServer.of(Samples.iris()).port(0).start();
    Client client = Client.of(server);
    try (Socket socket = client.socket();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      socket.setSoTimeout(60_000);
      byte[] body = Samples.FLOWER.getBytes(StandardCharsets.UTF_8);
      String head =
          "POST /predict HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body, 0, 20);
      while (!client.get("metrics").body().contains("in_flight 2")) {
        Thread.sleep(5);
      }
      AtomicBoolean closed = new AtomicBoolean();
      Future<?> closing =
          threads.submit(() -> {
            server.close();
            closed.set(true);
          });
      while (true) {
        try (Socket late = client.socket()) {
          Thread.sleep(5);
        } catch (ConnectException refused) {
          break;
        }
      }
      assertThat(closed).isFalse();
      socket.getOutputStream().write(body, 20, body.length - 20);
      String answer = Client.read(socket.getInputStream());
      assertThat(answer).startsWith("HTTP/1.1 200").contains("\"probabilities\"");
      closing.get();
      assertThat(closed).isTrue();
    } finally {
      client.close();
    }
  }

  /// With room for one waiting request, most of many large ones are told to come again, and none
  /// gets a wrong answer.
  @Test
  void saysSoWhenTooMuchIsWaiting() throws Exception {
    TrainedModel digits = Samples.digits();
    try (ModelServer server =
            ModelServer.of(digits).port(0).waiting(1).batch(1).linger(Duration.ZERO).start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Client client = Client.of(server)) {
      String row =
          client
              .get("schema")
              .json()
              .get("inputs")
              .valueStream()
              .map(input -> "\"" + input.get("name").asString() + "\":null")
              .collect(java.util.stream.Collectors.joining(",", "{", "}"));
      String rows = "[" + (row + ",").repeat(99) + row + "]";
      List<Future<Client.Reply>> replies =
          java.util.stream.IntStream.range(0, 48)
              .mapToObj(_ -> threads.submit(() -> client.post(JSON, rows)))
              .toList();
      int busy = 0;
      for (Future<Client.Reply> future : replies) {
        Client.Reply reply = future.get();
        assertThat(reply.status()).isIn(200, 503);
        if (reply.status() == 503) {
          busy++;
          assertThat(reply.header("Retry-After")).isEqualTo("1");
          assertThat(reply.body()).contains("try again");
        }
      }
      assertThat(busy).isPositive();
      assertThat(client.post(JSON, row).status()).isEqualTo(200);
    }
  }
}
