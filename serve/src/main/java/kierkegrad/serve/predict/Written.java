package kierkegrad.serve.predict;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import kierkegrad.formats.model.Predictions;
import kierkegrad.serve.http.Answer;
import kierkegrad.serve.http.Media;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Predictions as text.
final class Written {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Written() {}

  static Answer answer(Predictions predictions, Rows rows, Media media) {
    Answer answer =
        switch (media) {
          case JSON -> Answer.ok(Answer.JSON, json(predictions, rows));
          case CSV -> warned(Answer.ok(Answer.CSV, csv(predictions)), rows.warnings());
        };
    return answer.rows(predictions.rows());
  }

  private static String json(Predictions predictions, Rows rows) {
    ArrayNode all = JSON.createArrayNode();
    for (int row = 0; row < predictions.rows(); row++) {
      ObjectNode node = all.addObject();
      if (predictions.classes().isEmpty()) {
        put(node, "prediction", predictions.numbers()[row]);
      } else {
        node.put("prediction", predictions.text(row));
        ObjectNode probabilities = node.putObject("probabilities");
        for (int i = 0; i < predictions.classes().size(); i++) {
          put(probabilities, predictions.classes().get(i), predictions.probability(row, i));
        }
      }
      List<String> warnings = rows.warnings().getOrDefault(row + 1, List.of());
      if (!warnings.isEmpty()) {
        ArrayNode list = node.putArray("warnings");
        warnings.forEach(list::add);
      }
    }
    return (rows.single() ? all.get(0) : all).toString();
  }

  /// JSON knows no NaN and no infinity.
  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  /// What `kierkegrad predict --proba` prints.
  private static String csv(Predictions predictions) {
    StringWriter text = new StringWriter();
    try {
      predictions.writeCsv(text, !predictions.classes().isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// CSV has no place for warnings, so a header says the first and how many there are.
  private static Answer warned(Answer answer, SequencedMap<Integer, List<String>> warnings) {
    if (warnings.isEmpty()) {
      return answer;
    }
    Map.Entry<Integer, List<String>> first = warnings.firstEntry();
    String sentence = "row %d, %s".formatted(first.getKey(), first.getValue().getFirst());
    int count = warnings.values().stream().mapToInt(List::size).sum();
    String text = count == 1 ? sentence : "%s (and %d more)".formatted(sentence, count - 1);
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    return answer.with("Kierkegrad-Warning", new String(ascii, StandardCharsets.US_ASCII));
  }
}
