package kierkegrad.report.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.monitor.Histogram;
import kierkegrad.monitor.Measurements;
import kierkegrad.monitor.Measurements.Snapshot;
import kierkegrad.train.EpochReport;
import kierkegrad.train.Evaluation;

/// A training as plain data: maps, lists, texts and numbers, which become JSON. A number that is
/// not finite becomes a text, `"NaN"` or `"Infinity"`.
///
/// | name | what it is |
/// |---|---|
/// | `form` | 1: the version of this form |
/// | `data`, `planned_epochs`, `ending` | its name; epochs wanted; `completed`, `early_stopped`, `stopped` or `failed` |
/// | `result` | what `--json` writes |
/// | `settings`, `environment` | texts by name |
/// | `epochs` | a list of `epoch` (from 1), `updates` (so far), `rows`, `train_loss`, `train_accuracy`, `validation_loss`, `validation_accuracy`, `lr`, `seconds` |
/// | `steps` | lists of equal length: `update` (updates made before), `loss` (of a batch), `lr`, `gradient_norm` (of all) |
/// | `parameters` | a list of `name`, `shape`, and lists as long as those of `steps`: `gradient_norm`, `weight_norm`, `update_ratio` |
/// | `probes` | `rows` (how many were looked at) and the list `update` |
/// | `activations` | a list of `name`, `function`, `units`, and lists as long as `probes.update`: `dead`, `saturated`, from 0 to 1, NaN where it does not apply |
/// | `snapshots` | a list of `update`, `epoch`, and histograms by name: `weights`, `gradients`, `activations`, each with `min`, `max`, `counts`, `not_finite` |
/// | `confusion` | of classes: `classes`, and `counts` by true and by predicted class |
/// | `worst` | a list of `row` (from 1), `truth`, `predicted`; of classes `probability` (of the true one), `predicted_probability` |
/// | `columns`, `classes` | those of [DataSummary] |
public final class TrainingJson {
  private TrainingJson() {}

  /// All of it.
  public static SequencedMap<String, Object> of(TrainingRun run) {
    Measurements measured = run.measurements();
    SequencedMap<String, Object> json = new LinkedHashMap<>();
    json.put("form", 1);
    json.put("data", run.data());
    json.put("planned_epochs", run.epochs());
    json.put("ending", lower(run.history().ending()));
    json.put("result", run.result());
    json.put("settings", run.settings());
    json.put("environment", run.environment());
    json.put("epochs", run.history().epochs().stream().map(TrainingJson::epoch).toList());
    json.put("steps", steps(measured));
    json.put(
        "parameters",
        IntStream.range(0, measured.parameters().size())
            .mapToObj(i -> parameter(measured, i))
            .toList());
    json.put(
        "probes",
        Map.of(
            "rows", measured.probeRows(),
            "update", measured.probes().stream().map(Measurements.Probe::update).toList()));
    json.put(
        "activations",
        measured.activations().entrySet().stream()
            .map(entry -> activation(measured, entry.getKey(), entry.getValue()))
            .toList());
    json.put("snapshots", measured.snapshots().stream().map(TrainingJson::snapshot).toList());
    judgement(run.judgement(), json);
    json.put("columns", run.summary().columns().stream().map(TrainingJson::column).toList());
    json.put("classes", run.summary().classes());
    return json;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> epoch(EpochReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("epoch", report.epoch());
    json.put("updates", report.steps());
    json.put("rows", report.rows());
    json.put("train_loss", report.trainLoss());
    report.trainAccuracy().ifPresent(accuracy -> json.put("train_accuracy", accuracy));
    report.validation().map(Evaluation::loss).ifPresent(loss -> json.put("validation_loss", loss));
    report
        .validation()
        .ifPresent(v -> v.accuracy().ifPresent(a -> json.put("validation_accuracy", a)));
    json.put("lr", report.lr());
    json.put("seconds", report.seconds());
    return json;
  }

  private static Map<String, Object> steps(Measurements measured) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("update", measured.steps().stream().map(s -> s.update()).toList());
    json.put("loss", measured.steps().stream().map(s -> s.loss()).toList());
    json.put("lr", measured.steps().stream().map(s -> s.lr()).toList());
    json.put("gradient_norm", measured.steps().stream().map(s -> s.gradientNorm()).toList());
    return json;
  }

  private static Map<String, Object> parameter(Measurements measured, int index) {
    List<Measurements.WeightsPoint> points =
        measured.steps().stream().map(s -> s.parameters().get(index)).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", measured.parameters().get(index).name());
    json.put("shape", measured.parameters().get(index).shape().toArray());
    json.put("gradient_norm", points.stream().map(p -> p.gradientNorm()).toList());
    json.put("weight_norm", points.stream().map(p -> p.weightNorm()).toList());
    json.put("update_ratio", points.stream().map(p -> p.updateRatio()).toList());
    return json;
  }

  private static Map<String, Object> activation(
      Measurements measured, String name, Measurements.Function function) {
    Measurements.ActivationPoint none = new Measurements.ActivationPoint(Double.NaN, Double.NaN);
    List<Measurements.ActivationPoint> points =
        measured.probes().stream().map(p -> p.activations().getOrDefault(name, none)).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("function", function.name());
    json.put("units", function.units());
    json.put("dead", points.stream().map(p -> p.dead()).toList());
    json.put("saturated", points.stream().map(p -> p.saturated()).toList());
    return json;
  }

  private static Map<String, Object> snapshot(Snapshot snapshot) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("update", snapshot.update());
    json.put("epoch", snapshot.epoch());
    json.put("weights", histograms(snapshot.weights()));
    json.put("gradients", histograms(snapshot.gradients()));
    json.put("activations", histograms(snapshot.activations()));
    return json;
  }

  private static Map<String, Object> histograms(Map<String, Histogram> histograms) {
    Map<String, Object> json = new LinkedHashMap<>();
    histograms.forEach((name, h) -> {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("min", h.min());
      one.put("max", h.max());
      one.put("counts", h.counts());
      one.put("not_finite", h.notFinite());
      json.put(name, one);
    });
    return json;
  }

  private static void judgement(Judgement judgement, Map<String, Object> json) {
    switch (judgement) {
      case Judgement.Classes c -> {
        json.put("confusion", Map.of("classes", c.names(), "counts", counts(c.confusion())));
        json.put("worst", c.worst().stream().map(TrainingJson::worst).toList());
      }
      case Judgement.Numbers n ->
          json.put(
              "worst",
              n.worst().stream()
                  .map(m -> Map.of("row", m.row(), "truth", m.truth(), "predicted", m.predicted()))
                  .toList());
    }
  }

  private static Map<String, Object> worst(Judgement.Doubt doubt) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("row", doubt.row());
    json.put("truth", doubt.truth());
    json.put("probability", doubt.probability());
    json.put("predicted", doubt.predicted());
    json.put("predicted_probability", doubt.predictedProbability());
    return json;
  }

  private static long[][] counts(ConfusionMatrix matrix) {
    return IntStream.range(0, matrix.classes())
        .mapToObj(
            t -> IntStream.range(0, matrix.classes()).mapToLong(p -> matrix.count(t, p)).toArray())
        .toArray(long[][]::new);
  }

  private static Map<String, Object> column(DataSummary.Column column) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", column.name());
    json.put("role", lower(column.role()));
    json.put("missing", column.missing());
    switch (column) {
      case DataSummary.Numbers n -> {
        json.put("mean", n.mean());
        json.put("deviation", n.deviation());
        json.put("min", n.min());
        json.put("max", n.max());
      }
      case DataSummary.Names n -> json.put("categories", n.categories());
    }
    return json;
  }
}
