package kierkegrad.serve;

import static kierkegrad.serve.Client.CSV;
import static kierkegrad.serve.Client.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import kierkegrad.formats.model.Predictions;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.BuiltIn;
import kierkegrad.formats.table.Table;
import kierkegrad.serve.Client.Reply;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every path and what it answers.
class ModelServerTest {
  private static TrainedModel iris;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    iris = Samples.iris();
    client = Client.of(ModelServer.of(iris).port(0).start());
  }

  @AfterAll
  static void stop() {
    client.server().close();
    client.close();
  }

  private static double[] numbers(JsonNode answer, List<String> classes) {
    return classes.stream()
        .mapToDouble(name -> answer.get("probabilities").get(name).asDouble())
        .toArray();
  }

  private static String csv(TrainedModel model, Table table) throws IOException {
    StringWriter text = new StringWriter();
    Predictions.of(model, model.predict(table)).writeCsv(text, !model.classes().isEmpty());
    return text.toString();
  }

  @Test
  void predictsOneRow() {
    Reply reply = client.post(JSON, Samples.FLOWER);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    Tensor right = iris.predict(BuiltIn.IRIS.table());
    JsonNode answer = reply.json();
    assertThat(answer.isObject()).isTrue();
    assertThat(answer.get("prediction").asString()).isEqualTo(iris.labels(right).getFirst());
    assertThat(answer.has("warnings")).isFalse();
    assertThat(numbers(answer, iris.classes())).isEqualTo(right.slice(0, 0, 1).toDoubleArray());
  }

  /// The second flower is the first one of iris, the first one its last.
  @Test
  void keepsTheOrderOfAnArray() {
    String last =
        "{\"petal_width\": 1.8, \"petal_length\": 5.1, \"species\": \"whatever\","
            + " \"sepal_width\": \"3.0\", \"sepal_length\": 5.9}";
    JsonNode answers = client.post(JSON, "[" + last + "," + Samples.FLOWER + "]").json();
    Tensor right = iris.predict(BuiltIn.IRIS.table());
    assertThat(answers.size()).isEqualTo(2);
    assertThat(numbers(answers.get(0), iris.classes()))
        .isEqualTo(right.slice(0, 149, 150).toDoubleArray());
    assertThat(numbers(answers.get(1), iris.classes()))
        .isEqualTo(right.slice(0, 0, 1).toDoubleArray());
  }

  /// With columns in another order, one that the model does not know, semicolons and a byte-order
  /// mark.
  @Test
  void answersCsvWithCsv() {
    Reply reply =
        client.post(
            CSV,
            "\uFEFFpetal_width;note;petal_length;sepal_width;sepal_length\r\n1.8;a b;5.1;3.0;5.9\r\n\r\n0.2;;1.4;3.5;5.1");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/csv");
    Tensor right = iris.predict(BuiltIn.IRIS.table());
    double[] p = right.slice(0, 149, 150).toDoubleArray();
    List<String> lines = reply.body().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).isEqualTo("species,p setosa,p versicolor,p virginica");
    assertThat(lines.get(1))
        .isEqualTo(iris.labels(right).getLast() + "," + p[0] + "," + p[1] + "," + p[2]);
  }

  @Test
  void answersInTheFormThatIsAccepted() {
    String row = "sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n";
    assertThat(client.post(CSV, row, "Accept", "application/json").json().size()).isEqualTo(1);
    assertThat(client.post(JSON, Samples.FLOWER, "Accept", "text/csv").body())
        .startsWith("species,");
    assertThat(client.post(JSON, Samples.FLOWER, "Accept", "text/html, */*;q=0.1").status())
        .isEqualTo(200);
    assertThat(
            client
                .post(JSON, Samples.FLOWER, "Accept", "text/csv;q=0.5, application/json;q=0.4")
                .body())
        .startsWith("species,");
    assertThat(client.post(JSON, Samples.FLOWER, "Accept", "image/png").status()).isEqualTo(406);
  }

  @Test
  void predictsNumbersInTheTargetsUnit() throws IOException {
    TrainedModel prices = Samples.prices();
    try (ModelServer server = ModelServer.of(prices).port(0).start();
        Client other = Client.of(server)) {
      double[] right = prices.predict(Samples.houses()).toDoubleArray();
      JsonNode answer =
          other
              .post(
                  JSON,
                  "[{\"area\": 50, \"colour\": \"red\"}, {\"area\": null, \"colour\": \"blue\"}]")
              .json();
      assertThat(answer.get(0).get("prediction").asDouble()).isEqualTo(right[0]);
      assertThat(answer.get(0).has("probabilities")).isFalse();
      assertThat(answer.get(1).get("prediction").asDouble()).isEqualTo(right[4]);
      Reply text = other.post(CSV, "area,colour\n50,red\nNA,blue\n");
      assertThat(text.body()).isEqualTo("price\n" + right[0] + "\n" + right[4] + "\n");
    }
  }

  @Test
  void warnsOfACategoryThatIsNew() throws IOException {
    TrainedModel prices = Samples.prices();
    try (ModelServer server = ModelServer.of(prices).port(0).start();
        Client other = Client.of(server)) {
      JsonNode answers =
          other
              .post(
                  JSON,
                  "[{\"area\": 50, \"colour\": \"red\"}, {\"area\": 50, \"colour\": \"grün\\n\"}]")
              .json();
      assertThat(answers.get(0).has("warnings")).isFalse();
      assertThat(answers.get(1).get("warnings").get(0).asString())
          .isEqualTo("colour: 'grün' is new to the model");
      Reply text = other.post(CSV, "area,colour\n50,grün\n50,red\n60,pink\n");
      assertThat(text.status()).isEqualTo(200);
      assertThat(text.header("Kierkegrad-Warning"))
          .matches("row 1, colour: 'gr.+n' is new to the model \\(and 1 more\\)");
    }
  }

  /// All of digits, in one request of several batches, as `predict --proba` prints it.
  @Test
  void aWholeFileIsAnsweredAsPredictDoes() throws IOException {
    TrainedModel digits = Samples.digits();
    Table table = BuiltIn.DIGITS.table();
    StringBuilder body = new StringBuilder(String.join(",", table.names())).append('\n');
    for (int row : table.allRows()) {
      body.append(String.join(",", table.columns().stream().map(c -> c.cells().get(row)).toList()))
          .append('\n');
    }
    try (ModelServer server = ModelServer.of(digits).port(0).start();
        Client other = Client.of(server)) {
      assertThat(other.post(CSV, body.toString()).body()).isEqualTo(csv(digits, table));
    }
  }

  @Test
  void predictsImages() throws IOException {
    TrainedModel pictures = Samples.pictures();
    byte[] pixels = {0, 1, (byte) 255, 3, 4, 5};
    double[] right =
        pictures.predict(Tensor.of(pixels, 1, 6).to(DType.F32).sub(100).div(50)).toDoubleArray();
    try (ModelServer server = ModelServer.of(pictures).port(0).start();
        Client other = Client.of(server)) {
      String square = "[[0,1,255],[3,4,5]]";
      String flat = "[0,1,255,3,4,5]";
      for (String one : List.of(square, flat, "{\"pixels\":" + square + "}")) {
        assertThat(numbers(other.post(JSON, one).json(), pictures.classes())).isEqualTo(right);
        JsonNode two = other.post(JSON, "[" + one + "," + one + "]").json();
        assertThat(two.size()).isEqualTo(2);
        assertThat(numbers(two.get(1), pictures.classes())).isEqualTo(right);
      }
      assertThat(other.post(JSON, "[[0,1,256],[3,4,5]]").json().get("column").asString())
          .isEqualTo("pixels[0][2]");
      assertThat(other.post(JSON, "[[0,1],[3,4,5]]").status()).isEqualTo(400);
      assertThat(other.post(JSON, "[[[0,1,2],[3,4,5]],[[0,1,2]]]").json().get("row").asInt())
          .isEqualTo(2);
      for (String wrong :
          List.of(
              "{}", "[]", "7", "", "[[]]", "[\"a\"]", "[[0,1,0.5],[3,4,5]]", "{\"pixels\":{}}")) {
        assertThat(other.post(JSON, wrong).status()).as(wrong).isEqualTo(400);
      }
      assertThat(other.post(CSV, "1,2,3,4,5,6\n").status()).isEqualTo(415);
      assertThat(other.get("schema").json().get("inputs").get(0).get("kind").asString())
          .isEqualTo("image");
      assertThat(other.get("").body()).contains("\\u003ci>").doesNotContain("<i>");
    }
  }

  @Test
  void tellsWhatItNeeds() {
    JsonNode schema = client.get("schema").json();
    JsonNode first = schema.get("inputs").get(0);
    assertThat(schema.get("inputs").size()).isEqualTo(4);
    assertThat(first.get("name").asString()).isEqualTo("sepal_length");
    assertThat(first.get("kind").asString()).isEqualTo("numeric");
    assertThat(first.get("required").asBoolean()).isFalse();
    // Median, mean and deviation of Fisher's table.
    assertThat(first.get("median").asDouble()).isEqualTo(5.8);
    assertThat("%.4f".formatted(first.get("mean").asDouble())).isEqualTo("5.8433");
    assertThat("%.4f".formatted(first.get("deviation").asDouble())).isEqualTo("0.8253");
    assertThat(schema.get("target").asString()).isEqualTo("species");
    assertThat(
            StreamSupport.stream(schema.get("classes").spliterator(), false)
                .map(JsonNode::asString))
        .containsExactly("setosa", "versicolor", "virginica");
  }

  @Test
  void isHealthyAndHasAPage() {
    assertThat(client.get("health").body()).isEqualTo("{\"status\":\"ok\"}");
    Reply page = client.get("");
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.body()).contains("sepal_length").doesNotContain("http://", "https://");
    Reply head = client.send(client.request("schema").HEAD());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length"))
        .isEqualTo(client.get("schema").header("Content-Length"));
  }

  @Test
  void listensWhereItIsTold() throws IOException {
    assertThat(client.server().uri().getHost())
        .isEqualTo(InetAddress.getLoopbackAddress().getHostAddress());
    assertThatThrownBy(() -> ModelServer.of(iris).port(client.server().port()).start())
        .isInstanceOf(BindException.class);
    try (ModelServer six = ModelServer.of(iris).host("127.0.0.1").port(0).start()) {
      assertThat(six.uri().toString()).isEqualTo("http://127.0.0.1:" + six.port() + "/");
    }
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    ServerOptions options = ModelServer.of(iris);
    assertThatThrownBy(() -> options.port(70000)).hasMessageContaining("70000");
    assertThatThrownBy(() -> options.batch(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> ModelServer.of(iris).port(0).maxRequest(0).start())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ModelServer.of(iris).port(0).waiting(0).start())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ModelServer.of(iris).port(0).timeout(Duration.ZERO).start())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesALinePerRequest() throws IOException {
    List<String> lines = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (ModelServer server = ModelServer.of(iris).port(0).log(lines::add).start();
        Client other = Client.of(server)) {
      other.post(JSON, Samples.FLOWER);
      other.post(JSON, BodyPublishers.ofString("[]"));
    }
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).matches("127.0.0.1 POST /predict 200 1 rows \\d+\\.\\d\\d ms");
    assertThat(lines.get(1)).contains(" 400 0 rows ");
  }

  @Test
  void jsonOfTheFormIsReadable() {
    String page = client.get("").body();
    int from = page.indexOf("id=\"schema\">") + "id=\"schema\">".length();
    JsonNode schema =
        JsonMapper.shared().readTree(page.substring(from, page.indexOf("</script>", from)));
    assertThat(schema).isEqualTo(client.get("schema").json());
  }
}
