package kierkegrad.practice.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.monitor.Histogram;
import kierkegrad.monitor.Measurements;
import kierkegrad.monitor.Measurements.ActivationPoint;
import kierkegrad.monitor.Measurements.Probe;
import kierkegrad.monitor.Measurements.Snapshot;
import kierkegrad.monitor.Measurements.StepPoint;
import kierkegrad.monitor.Measurements.Weights;
import kierkegrad.train.EpochReport;
import kierkegrad.train.History;
import kierkegrad.train.Score;

/// The lines of a `metrics.jsonl`: one JSON object each, with all digits of every number; NaN and
/// infinity are texts. [Metrics#read] reads them.
final class MetricsLog {
  private MetricsLog() {}

  static Map<String, Object> start(int epochs, OptionalInt steps, List<Weights> parameters) {
    Map<String, Object> line = line("start");
    line.put("epochs", epochs);
    steps.ifPresent(n -> line.put("steps_per_epoch", n));
    Map<String, Object> shapes = new LinkedHashMap<>();
    parameters.forEach(p -> shapes.put(p.name(), p.shape().toArray()));
    line.put("parameters", shapes);
    return line;
  }

  static Map<String, Object> epoch(EpochReport report) {
    Map<String, Object> line = line("epoch");
    line.put("epoch", report.epoch());
    line.put("steps", report.steps());
    line.put("rows", report.rows());
    line.put("train_loss", report.trainLoss());
    report.trainAccuracy().ifPresent(a -> line.put("train_accuracy", a));
    report
        .validation()
        .ifPresent(v -> {
          line.put("validation_loss", v.loss());
          switch (v.score()) {
            case Score.Classification(ConfusionMatrix confusion) -> {
              line.put("validation_accuracy", confusion.accuracy());
              line.put(
                  "validation_predicted",
                  IntStream.range(0, confusion.classes())
                      .mapToLong(confusion::predicted)
                      .toArray());
            }
            case Score.Regression(double _, double r2) -> line.put("validation_r2", r2);
          }
        });
    line.put("lr", report.lr());
    line.put("seconds", report.seconds());
    return line;
  }

  static Map<String, Object> step(StepPoint point, List<Weights> parameters) {
    Map<String, Object> line = line("step");
    line.put("update", point.update());
    line.put("loss", point.loss());
    line.put("lr", point.lr());
    line.put("gradient_norm", point.gradientNorm());
    Map<String, Object> each = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Measurements.WeightsPoint p = point.parameters().get(i);
      Map<String, Object> norms = new LinkedHashMap<>();
      norms.put("gradient_norm", p.gradientNorm());
      norms.put("weight_norm", p.weightNorm());
      norms.put("update_ratio", p.updateRatio());
      each.put(parameters.get(i).name(), norms);
    }
    line.put("parameters", each);
    return line;
  }

  static Map<String, Object> probe(
      Probe probe, SequencedMap<String, Measurements.Function> functions, int rows) {
    Map<String, Object> line = line("probe");
    line.put("update", probe.update());
    line.put("rows", rows);
    Map<String, Object> activations = new LinkedHashMap<>();
    functions.forEach((name, function) -> {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("function", function.name());
      values.put("units", function.units());
      ActivationPoint point = probe.activations().get(name);
      if (point != null && !Double.isNaN(point.dead())) {
        values.put("dead", point.dead());
      }
      if (point != null && !Double.isNaN(point.saturated())) {
        values.put("saturated", point.saturated());
      }
      activations.put(name, values);
    });
    line.put("activations", activations);
    return line;
  }

  static Map<String, Object> snapshot(Snapshot snapshot) {
    Map<String, Object> line = line("snapshot");
    line.put("update", snapshot.update());
    line.put("epoch", snapshot.epoch());
    line.put("weights", each(snapshot.weights(), MetricsLog::histogram));
    line.put("gradients", each(snapshot.gradients(), MetricsLog::histogram));
    line.put("activations", each(snapshot.activations(), MetricsLog::histogram));
    return line;
  }

  private static <T> Map<String, Object> each(Map<String, T> map, Function<T, Object> writer) {
    Map<String, Object> written = new LinkedHashMap<>();
    map.forEach((name, value) -> written.put(name, writer.apply(value)));
    return written;
  }

  private static Map<String, Object> histogram(Histogram histogram) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("min", histogram.min());
    values.put("max", histogram.max());
    values.put("counts", histogram.counts());
    values.put("not_finite", histogram.notFinite());
    return values;
  }

  static Map<String, Object> end(History history) {
    Map<String, Object> line = line("end");
    line.put("ending", history.ending().name().toLowerCase(Locale.ROOT));
    history.bestEpoch().ifPresent(epoch -> line.put("best_epoch", epoch));
    return line;
  }

  private static Map<String, Object> line(String type) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", type);
    return line;
  }
}
