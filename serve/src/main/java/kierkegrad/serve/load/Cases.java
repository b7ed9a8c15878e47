package kierkegrad.serve.load;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.formats.model.Predictions;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Column;
import kierkegrad.formats.table.Table;
import kierkegrad.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Requests made of a table's rows, whose answers are known: single rows and groups, JSON and CSV,
/// and wrong ones.
record Cases(URI server, TrainedModel model, Table table, Tensor predicted) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LARGEST = 20;

  static Cases of(URI server, TrainedModel model, Table table) {
    return new Cases(server, model, table, model.predict(table));
  }

  /// So many good requests: of five, three single rows, a JSON array and CSV.
  List<Case> good(int count) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = (int) (i * 7919L % table.rows());
      int rows = i % 5 < 3 ? 1 : Math.min(1 + i % LARGEST, table.rows() - from);
      cases.add(
          switch (i % 5) {
            case 3 -> array(from, rows);
            case 4 -> csv(from, rows);
            default -> single(from);
          });
    }
    return cases;
  }

  private Case single(int row) {
    JsonNode right = JSON.createArrayNode().add(json(row));
    return Case.sent(
        server,
        "row " + (row + 1),
        1,
        "application/json",
        right.get(0).toString(),
        text -> isRight(JSON.createArrayNode().add(JSON.readTree(text)), row));
  }

  private Case array(int from, int rows) {
    String body =
        IntStream.range(from, from + rows)
            .mapToObj(row -> json(row).toString())
            .collect(Collectors.joining(",", "[", "]"));
    return Case.sent(
        server,
        "rows " + (from + 1) + " on",
        rows,
        "application/json",
        body,
        text -> isRight(JSON.readTree(text), from));
  }

  private Case csv(int from, int rows) {
    StringBuilder body = new StringBuilder(line(table.names()));
    for (int row = from; row < from + rows; row++) {
      int at = row;
      body.append(line(table.columns().stream().map(column -> column.cells().get(at)).toList()));
    }
    StringWriter right = new StringWriter();
    try {
      Predictions.of(model, predicted.slice(0, from, from + rows))
          .writeCsv(right, !model.classes().isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Predicate<String> isRight = right.toString()::equals;
    return Case.sent(
        server, "CSV from row " + (from + 1), rows, "text/csv", body.toString(), isRight);
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
        .collect(Collectors.joining(",", "", "\n"));
  }

  private ObjectNode json(int row) {
    ObjectNode node = JSON.createObjectNode();
    List<String> needed =
        model.preparation() instanceof kierkegrad.formats.model.Preparation.Tabular(var encoder)
            ? encoder.features().stream().map(feature -> feature.name()).toList()
            : List.of();
    for (Column column : table.columns()) {
      if (!needed.contains(column.name())) {
        continue;
      }
      if (column.isMissing(row)) {
        node.putNull(column.name());
      } else if (column.kind() == Column.Kind.NUMERIC) {
        node.put(column.name(), column.number(row));
      } else {
        node.put(column.name(), column.cells().get(row));
      }
    }
    return node;
  }

  /// Whether each row has predict's class and, to the bit, its numbers.
  private boolean isRight(JsonNode answers, int from) {
    Predictions right = Predictions.of(model, predicted.slice(0, from, from + answers.size()));
    Iterator<JsonNode> rows = answers.iterator();
    for (int row = 0; row < right.rows(); row++) {
      JsonNode answer = rows.next();
      double[] given =
          right.classes().isEmpty()
              ? new double[] {answer.path("prediction").asDouble()}
              : right.classes().stream()
                  .mapToDouble(name -> answer.path("probabilities").path(name).asDouble())
                  .toArray();
      double[] wanted =
          Arrays.copyOfRange(right.numbers(), row * given.length, (row + 1) * given.length);
      boolean sameClass =
          right.classes().isEmpty()
              || answer.path("prediction").asString("").equals(right.text(row));
      if (!sameClass || !Arrays.equals(given, wanted)) {
        return false;
      }
    }
    return true;
  }

  /// Requests that have to be refused, the last of them with more than so many bytes.
  List<Case> bad(int tooLarge) {
    String json = "application/json";
    byte[] huge = new byte[tooLarge];
    Arrays.fill(huge, (byte) ' ');
    return List.of(
        Case.refused(server, "half an object", json, bytes("{\"a\": "), 400),
        Case.refused(server, "an unknown column", json, bytes("{\"no such column\": 1}"), 400),
        Case.refused(server, "an empty object", json, bytes("{}"), 400),
        Case.refused(server, "no rows", json, bytes("[]"), 400),
        Case.refused(server, "no bytes", json, bytes(""), 400),
        Case.refused(server, "a lone quote", "text/csv", bytes("a,b\n\"1,2\n"), 400),
        Case.refused(server, "a header without names", "text/csv", bytes("1,2\n3,4\n"), 400),
        Case.refused(server, "bytes that are no text", json, new byte[] {-1, -2, 0, 7}, 400),
        Case.refused(server, "another type", "text/plain", bytes("hello"), 415),
        Case.refused(server, "too much", json, huge, 413));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
