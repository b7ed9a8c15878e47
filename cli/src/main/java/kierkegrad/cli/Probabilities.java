package kierkegrad.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Task;
import kierkegrad.metric.BinaryScores;
import kierkegrad.metric.Calibration;
import kierkegrad.metric.Metrics;

/// How good a classifier's probabilities are, with its temperature: whether they are honest, and of
/// two classes how well the positive one is told from the other.
///
/// @param model the model
/// @param rows what it is judged by
record Probabilities(TrainedModel model, TensorDataset rows) {
  private static final int BINS = 15;

  /// A line or two; nothing for a model that predicts a number.
  void print(PrintWriter out) {
    if (model.task() == Task.REGRESSION) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "honesty   ECE %.4f: so far confidence and accuracy lie apart (temperature %.3g)%n",
        error(),
        model.temperature());
    model
        .binaryScores(rows)
        .ifPresent(scores ->
            out.printf(
                Locale.ROOT,
                "%-9s ROC AUC %.4f, average precision %.4f; from %.2g on: precision %.4f, recall %.4f, F1 %.4f%n",
                model.positive().orElseThrow(),
                scores.rocAuc(),
                scores.averagePrecision(),
                scores.threshold(),
                scores.atThreshold().precision(),
                scores.atThreshold().recall(),
                scores.atThreshold().f1()));
  }

  private double error() {
    return Calibration.of(
            Metrics.rows(model.predict(rows.all().x())), rows.all().y().toIntArray(), BINS)
        .expectedError();
  }

  /// The same under the names of the JSON file.
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    if (model.task() == Task.CLASSIFICATION) {
      json.put("test_ece", error());
    }
    model.binaryScores(rows).ifPresent(scores -> put(json, scores));
    return json;
  }

  private void put(Map<String, Object> json, BinaryScores scores) {
    json.put("positive_class", model.positive().orElseThrow());
    json.put("test_roc_auc", scores.rocAuc());
    json.put("test_average_precision", scores.averagePrecision());
    json.put("test_precision", scores.atThreshold().precision());
    json.put("test_recall", scores.atThreshold().recall());
    json.put("test_f1", scores.atThreshold().f1());
  }
}
