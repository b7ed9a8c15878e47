package kierkegrad.serve;

import static kierkegrad.serve.Client.CSV;
import static kierkegrad.serve.Client.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kierkegrad.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is refused, with which status and words; and that the server survives it.
class RefusalTest {
  private static final int LIMIT = 100_000;
  private static final String HEADER = "sepal_length,sepal_width,petal_length,petal_width";

  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    client = Client.of(ModelServer.of(Samples.iris()).port(0).maxRequest(LIMIT).start());
  }

  @AfterAll
  static void stop() {
    client.server().close();
    client.close();
  }

  private static void assertRefused(Reply reply, int row, String column, String words) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(reply.json().get("error").asString()).contains(words);
    assertThat(reply.json().path("row").asInt(0)).as(reply.body()).isEqualTo(row);
    assertThat(reply.json().path("column").asString("")).as(reply.body()).isEqualTo(column);
  }

  private static String flowerWith(String old, String now) {
    return Samples.FLOWER.replace(old, now);
  }

  @Test
  void namesTheRowAndTheColumnOfAWrongValue() {
    String third = flowerWith("1.4", "\"long\"");
    assertRefused(
        client.post(JSON, "[%s,%s,%s]".formatted(Samples.FLOWER, Samples.FLOWER, third)),
        3,
        "petal_length",
        "row 3, column petal_length: 'long' is not a number");
    assertRefused(
        client.post(CSV, HEADER + "\n1,2,3,4\n1,2,x,4\n"),
        2,
        "petal_length",
        "'x' is not a number");
    assertRefused(client.post(JSON, flowerWith("1.4", "true")), 1, "petal_length", "'true'");
    assertRefused(client.post(JSON, flowerWith("1.4", "[1]")), 1, "petal_length", "a single value");
    assertRefused(client.post(JSON, flowerWith("1.4", "1e300")), 1, "petal_length", "too large");
    assertRefused(client.post(JSON, flowerWith("1.4", "1e999")), 1, "petal_length", "not a number");
    assertRefused(
        client.post(JSON, flowerWith("1.4", "\"" + "x".repeat(5000) + "\"")),
        1,
        "petal_length",
        "…' is not a number");
  }

  @Test
  void namesTheNearestColumnForAnUnknownOne() {
    assertRefused(
        client.post(JSON, flowerWith("petal_length", "petal_lenght")),
        1,
        "petal_lenght",
        "did you mean 'petal_length'?");
    assertRefused(
        client.post(JSON, flowerWith("{", "{\"colour\": \"blue\",")),
        1,
        "colour",
        "the model knows no column 'colour'");
    assertRefused(
        client.post(CSV, "note," + HEADER.replace("petal_length", "petal_len") + "\na,1,2,3,4\n"),
        0,
        "petal_len",
        "did you mean 'petal_length'?");
  }

  @Test
  void namesTheColumnThatIsMissingOrTwice() {
    assertRefused(client.post(JSON, "{\"sepal_length\": 1}"), 1, "sepal_width", "it is not there");
    assertRefused(client.post(JSON, "[{}]"), 1, "sepal_length", "it is not there");
    assertRefused(
        client.post(CSV, "sepal_length,sepal_width\n1,2\n"),
        0,
        "petal_length",
        "the header lacks petal_length, petal_width");
    assertRefused(
        client.post(JSON, flowerWith("{", "{\"petal_width\": 1,")), 1, "petal_width", "twice");
    assertRefused(
        client.post(CSV, HEADER + ",petal_width\n1,2,3,4,5\n"), 0, "petal_width", "two columns");
  }

  @Test
  void aMissingValueFollowsTheModelsRule() throws IOException {
    assertThat(client.post(JSON, flowerWith("1.4", "null")).status()).isEqualTo(200);
    assertThat(client.post(CSV, HEADER + "\n1,2,,NA\n").status()).isEqualTo(200);
    try (ModelServer strict = ModelServer.of(Samples.strict()).port(0).start();
        Client other = Client.of(strict)) {
      assertRefused(
          other.post(
              JSON, "[{\"area\": 5, \"colour\": \"red\"}, {\"area\": null, \"colour\": \"red\"}]"),
          2,
          "area",
          "the value is missing");
      assertThat(other.get("schema").json().get("inputs").get(0).get("required").asBoolean())
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                | end-of-input",
        "{\"a\": 1}}      | the model knows no column 'a'",
        "[{}, 5]          | it is not there",
        "[5]              | it is no JSON object",
        "[]               | no rows",
        "7                | neither a JSON object nor an array",
        "``               | empty",
        "nonsense         | this is no JSON",
        "{\"a\": NaN}     | this is no JSON",
        "{'a': 1}         | this is no JSON"
      })
  void refusesWhatIsNoJson(String body, String words) {
    Reply reply = client.post(JSON, body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.json().get("error").asString()).contains(words);
  }

  @Test
  void refusesWhatFollowsTheEnd() {
    assertThat(client.post(JSON, Samples.FLOWER + " x").status()).isEqualTo(400);
    assertThat(client.post(JSON, Samples.FLOWER + Samples.FLOWER).body())
        .contains("follows the end");
    assertThat(client.post(JSON, "[".repeat(50_000)).status()).isEqualTo(400);
    assertThat(client.post(JSON, "{\"sepal_length\":".repeat(5000)).status()).isEqualTo(400);
  }

  @Test
  void refusesWhatIsNoCsv() {
    assertRefused(client.post(CSV, ""), 0, "", "empty");
    assertRefused(client.post(CSV, HEADER + "\n"), 0, "", "no row");
    assertRefused(client.post(CSV, HEADER + "\n1,2,3,4\n1,2,3\n"), 2, "", "3 cells");
    assertRefused(client.post(CSV, HEADER + "\n1,2,3,4\n\"1,2,3,4\n"), 2, "", "quotes");
    assertRefused(client.post(CSV, "5.1,3.5,1.4,0.2\n"), 0, "5.1", "knows no column");
    byte[] latin = (HEADER + "\nü,2,3,4\n").getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(client.post(CSV, BodyPublishers.ofByteArray(latin)), 0, "", "UTF-8");
  }

  @Test
  void refusesOtherTypesPathsAndMethods() {
    for (String type : List.of("text/plain", "application/xml", "text/html; charset=utf-8", "x")) {
      assertThat(client.post(type, Samples.FLOWER).status()).as(type).isEqualTo(415);
    }
    assertThat(client.post("application/json; charset=latin1", Samples.FLOWER).status())
        .isEqualTo(415);
    assertThat(client.post("Application/JSON ; Charset=\"UTF-8\"", Samples.FLOWER).status())
        .isEqualTo(200);
    assertThat(client.post(JSON, Samples.FLOWER, "Content-Encoding", "gzip").status())
        .isEqualTo(415);
    assertThat(client.send(client.request("predict").POST(BodyPublishers.noBody())).status())
        .isEqualTo(415);
    assertThat(client.get("predict").status()).isEqualTo(405);
    assertThat(client.get("predict").header("Allow")).isEqualTo("POST");
    Reply posted = client.send(client.request("schema").POST(BodyPublishers.ofString("hello")));
    assertThat(posted.status()).isEqualTo(405);
    assertThat(posted.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(client.send(client.request("predict").DELETE()).status()).isEqualTo(405);
    assertThat(client.get("predictions").status()).isEqualTo(404);
    assertThat(client.get("../etc/passwd").status()).isEqualTo(404);
  }

  @Test
  void refusesWhatIsTooLargeOrHasNoLength() throws IOException {
    byte[] large = new byte[LIMIT + 1];
    assertThat(client.post(JSON, BodyPublishers.ofByteArray(large)).status()).isEqualTo(413);
    Reply chunked =
        client.post(JSON, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.body()).contains("100,000 bytes");
    String padded = Samples.FLOWER + " ".repeat(LIMIT - Samples.FLOWER.length());
    assertThat(client.post(JSON, padded).status()).isEqualTo(200);
    assertThat(
            client
                .post(
                    JSON,
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(padded.getBytes(StandardCharsets.UTF_8))))
                .status())
        .isEqualTo(200);
    assertThat(client.raw("POST /predict HTTP/1.0\r\nContent-Type: application/json\r\n\r\n"))
        .startsWith("HTTP/1.1 411");
  }

  /// One that stops in its body, one in its head, and one that says nothing: the first is told, and
  /// others are served meanwhile.
  @Test
  void isNotHeldUpBySlowClients() throws IOException {
    String head = "POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    List<Socket> slow = new ArrayList<>();
    try (ModelServer server =
            ModelServer.of(Samples.iris()).port(0).timeout(Duration.ofSeconds(4)).start();
        Client other = Client.of(server)) {
      for (int i = 0; i < 300; i++) {
        Socket socket = other.socket();
        slow.add(socket);
        String text =
            switch (i % 3) {
              case 0 -> head + "Content-Length: 1000\r\n\r\n{";
              case 1 -> head;
              default -> "";
            };
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(other.post(JSON, Samples.FLOWER).status()).isEqualTo(200);
      slow.getFirst().setSoTimeout(60_000);
      String answer = Client.read(slow.getFirst().getInputStream());
      assertThat(answer).startsWith("HTTP/1.1 408").contains("did not arrive within 4.00 s");
      assertThat(other.post(JSON, Samples.FLOWER).status()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /// Requests cut, changed and put together at random are answered with 200 or 4xx.
  @Test
  void survivesNonsense() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String csv = HEADER + "\n5.1,3.5,1.4,0.2\n\"4.9\",3.0,,0.2\n";
    String[] parts = {
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\"",
      "null",
      "1e400",
      "-0",
      "\n",
      ";",
      "\t",
      "\\u0000",
      "petal_length",
      "'",
      "\uFEFF",
      "ü",
      "\0",
      "true",
      "9".repeat(400),
      "NaN",
      "\\"
    };
    for (int i = 0; i < 800; i++) {
      boolean isJson = random.nextBoolean();
      StringBuilder text =
          new StringBuilder(isJson ? "[" + Samples.FLOWER + "," + Samples.FLOWER + "]" : csv);
      for (int change = random.nextInt(4); change >= 0 && !text.isEmpty(); change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.delete(at, Math.min(text.length(), at + random.nextInt(9)));
          case 1 -> text.insert(at, parts[random.nextInt(parts.length)]);
          case 2 -> text.setCharAt(at, (char) random.nextInt(0x250));
          default -> text.setLength(at);
        }
      }
      Reply reply = client.post(isJson ? JSON : CSV, text.toString());
      assertThat(reply.status())
          .as("seed %d, %s\n%s", seed, text, reply.body())
          .isBetween(200, 499);
      if (reply.status() != 200) {
        assertThat(reply.json().get("error").asString())
            .as("seed %d, %s", seed, text)
            .isNotBlank()
            .doesNotContain("Exception", "java.");
      }
    }
    assertThat(client.post(JSON, Samples.FLOWER).status()).isEqualTo(200);
  }

  @Test
  void survivesBytesThatAreNoHttp() throws IOException {
    for (String text :
        List.of(
            "hello\r\n\r\n",
            "POST /predict HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
            "POST /predict HTTP/1.1\r\nContent-Length: many\r\n\r\n",
            "POST /predict HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\nHost: x\r\n\r\nzz\r\n",
            "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n")) {
      assertThat(client.raw(text)).as(text).matches("(?s)(HTTP/1.1 4.*)?");
    }
    assertThat(client.post(JSON, Samples.FLOWER).status()).isEqualTo(200);
  }
}
