package kierkegrad.practice.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import kierkegrad.formats.DataException;
import kierkegrad.formats.FileAccess;
import kierkegrad.monitor.Histogram;
import kierkegrad.monitor.Measurements;
import kierkegrad.monitor.Measurements.ActivationPoint;
import kierkegrad.monitor.Measurements.Probe;
import kierkegrad.monitor.Measurements.Snapshot;
import kierkegrad.monitor.Measurements.StepPoint;
import kierkegrad.monitor.Measurements.Weights;
import kierkegrad.monitor.Measurements.WeightsPoint;
import kierkegrad.tensor.Shape;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what a [MetricsLog] has written.
final class MetricsReader {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;
  private final List<Metrics.Epoch> epochs = new ArrayList<>();
  private final List<Weights> parameters = new ArrayList<>();
  private final List<StepPoint> steps = new ArrayList<>();
  private final SequencedMap<String, Measurements.Function> functions = new LinkedHashMap<>();
  private final List<Probe> probes = new ArrayList<>();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final List<SequencedMap<String, Object>> others = new ArrayList<>();
  private Optional<Metrics.Start> start = Optional.empty();
  private Optional<Metrics.End> end = Optional.empty();
  private int probeRows;

  MetricsReader(Path file) {
    this.file = file;
  }

  Metrics read() {
    String[] lines = text().split("\n", -1);
    // What follows the last line break is empty, or a line that was not written to its end.
    for (int i = 0; i < lines.length - 1; i++) {
      try {
        take(JSON.readTree(lines[i]));
      } catch (JacksonException | IllegalArgumentException e) {
        throw new DataException(
            "%s, line %d is damaged: %s".formatted(file, i + 1, e.getMessage()), e);
      }
    }
    Measurements measurements =
        new Measurements(parameters, steps, functions, probeRows, probes, snapshots);
    return new Metrics(start, epochs, measurements, end, others);
  }

  private String text() {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw FileAccess.cannotRead(file, e);
    }
  }

  private void take(JsonNode line) {
    switch (line.path("type").asString("")) {
      case "start" -> start = Optional.of(start(line));
      case "epoch" -> epochs.add(epoch(line));
      case "step" -> steps.add(step(line));
      case "probe" -> probes.add(probe(line));
      case "snapshot" -> snapshots.add(snapshot(line));
      case "end" ->
          end =
              Optional.of(
                  new Metrics.End(line.path("ending").asString(), integer(line, "best_epoch")));
      default -> others.add(JSON.convertValue(line, new TypeReference<>() {}));
    }
  }

  private Metrics.Start start(JsonNode line) {
    line.path("parameters")
        .properties()
        .forEach(p -> parameters.add(new Weights(p.getKey(), shape(p.getValue()))));
    return new Metrics.Start(line.path("epochs").asInt(), integer(line, "steps_per_epoch"));
  }

  private static Shape shape(JsonNode sizes) {
    return Shape.of(elements(sizes, JsonNode::asInt).stream().mapToInt(i -> i).toArray());
  }

  private static Metrics.Epoch epoch(JsonNode line) {
    return new Metrics.Epoch(
        line.path("epoch").asInt(),
        line.path("steps").asLong(),
        line.path("rows").asLong(),
        number(line, "train_loss"),
        optional(line, "train_accuracy"),
        optional(line, "validation_loss"),
        optional(line, "validation_accuracy"),
        optional(line, "validation_r2"),
        elements(line.path("validation_predicted"), JsonNode::asLong),
        number(line, "lr"),
        number(line, "seconds"));
  }

  private static StepPoint step(JsonNode line) {
    List<WeightsPoint> points =
        line.path("parameters").properties().stream()
            .map(Map.Entry::getValue)
            .map(p ->
                new WeightsPoint(
                    number(p, "gradient_norm"),
                    number(p, "weight_norm"),
                    number(p, "update_ratio")))
            .toList();
    return new StepPoint(
        line.path("update").asLong(),
        number(line, "loss"),
        number(line, "lr"),
        number(line, "gradient_norm"),
        points);
  }

  private Probe probe(JsonNode line) {
    SequencedMap<String, ActivationPoint> points = new LinkedHashMap<>();
    probeRows = line.path("rows").asInt();
    line.path("activations")
        .properties()
        .forEach(a -> {
          JsonNode point = a.getValue();
          functions.putIfAbsent(
              a.getKey(),
              new Measurements.Function(
                  point.path("function").asString(), point.path("units").asInt()));
          points.put(
              a.getKey(), new ActivationPoint(number(point, "dead"), number(point, "saturated")));
        });
    return new Probe(line.path("update").asLong(), points);
  }

  private static Snapshot snapshot(JsonNode line) {
    return new Snapshot(
        line.path("update").asLong(),
        line.path("epoch").asInt(),
        histograms(line.path("weights")),
        histograms(line.path("gradients")),
        histograms(line.path("activations")));
  }

  private static SequencedMap<String, Histogram> histograms(JsonNode node) {
    SequencedMap<String, Histogram> histograms = new LinkedHashMap<>();
    node.properties()
        .forEach(h ->
            histograms.put(
                h.getKey(),
                new Histogram(
                    number(h.getValue(), "min"),
                    number(h.getValue(), "max"),
                    elements(h.getValue().path("counts"), JsonNode::asLong).stream()
                        .mapToLong(n -> n)
                        .toArray(),
                    h.getValue().path("not_finite").asLong())));
    return histograms;
  }

  private static <T> List<T> elements(JsonNode array, Function<JsonNode, T> reader) {
    return StreamSupport.stream(array.spliterator(), false).map(reader).toList();
  }

  /// A number, also one that is written as `"NaN"` or `"Infinity"`; NaN if it is not there.
  private static double number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? Double.parseDouble(value.asString()) : value.asDouble(Double.NaN);
  }

  private static OptionalDouble optional(JsonNode node, String field) {
    return node.has(field) ? OptionalDouble.of(number(node, field)) : OptionalDouble.empty();
  }

  private static OptionalInt integer(JsonNode node, String field) {
    return node.has(field) ? OptionalInt.of(node.path(field).asInt()) : OptionalInt.empty();
  }
}
