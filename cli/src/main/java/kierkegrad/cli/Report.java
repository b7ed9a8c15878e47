package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.run.Recording;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.score.Scores;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.History;
import tools.jackson.databind.json.JsonMapper;

/// What the commands tell the user.
final class Report {
  private Report() {}

  /// What was understood.
  static void plan(PrintWriter out, Run run) {
    Prepared data = run.data();
    Settings settings = run.settings();
    data.facts().forEach(out::println);
    String validation =
        data.validation().map(rows -> "%,d to validate, ".formatted(rows.size())).orElse("");
    int folds = settings.get(Setting.FOLDS);
    out.printf(
        folds == 0
            ? "split     %,d rows to train, %s%,d to test%n"
            : "split     %,d rows to train, %sall tested in " + folds + " folds%n",
        data.train().size(),
        validation,
        data.test().size());
    out.printf(
        "network   %s, %,d parameters, %s%n",
        settings.network(), run.network().parameterCount(), settings.get(Setting.DTYPE));
    out.println("training  " + settings);
    out.println();
  }

  /// How the training ended.
  static void trained(PrintWriter out, History history, int epochs, double seconds) {
    if (history.ending() == History.Ending.STOPPED) {
      out.printf(
          "stopped   after %d of %d epochs; the weights of the one with the lowest loss are kept%n",
          history.epochs().size(), epochs);
    } else {
      out.printf("trained   %d epoch%s in %.1f s%n", epochs, epochs == 1 ? "" : "s", seconds);
    }
  }

  /// How good the predictions are.
  static void scores(PrintWriter out, String part, Scores scores, Preparation preparation) {
    switch (scores) {
      case Scores.OfClasses classes -> {
        out.printf("%-9s %s%n", part, classes.summary());
        classes.binary().ifPresent(binary -> out.printf("%-9s %s%n", binary.positive(), binary));
        out.println();
        new ConfusionTable(preparation.classes(), classes.confusion()).print(out);
        out.println();
      }
      case Scores.OfNumbers numbers -> out.printf("%-9s %s%n", part, numbers);
    }
  }

  /// How honest the probabilities of classes are.
  static void honesty(PrintWriter out, Scores scores, TrainedModel model) {
    if (scores instanceof Scores.OfClasses classes) {
      out.printf(
          "honesty   ECE %.4f: so far confidence and accuracy lie apart (temperature %.3g)%n",
          classes.calibrationError(), model.temperature());
    }
  }

  /// What calibration has done to the probabilities of test rows.
  static void calibrated(PrintWriter out, Run run) {
    if (!run.settings().get(Setting.CALIBRATE)) {
      return;
    }
    TrainedModel model = run.model();
    TensorDataset rows = run.data().test();
    out.printf(
        "calibrate temperature %.4g, expected calibration error %.4f before, %.4f after%n",
        model.temperature(), error(model.withTemperature(1), rows), error(model, rows));
  }

  private static double error(TrainedModel model, TensorDataset rows) {
    return Scores.of(model, rows, Double.NaN) instanceof Scores.OfClasses classes
        ? classes.calibrationError()
        : Double.NaN;
  }

  /// What came out of a training, under the names of the JSON file.
  ///
  /// @param withTrain whether the loss on the training rows is measured too
  static SequencedMap<String, Object> result(
      Recording recording, History history, Scores test, double seconds, boolean withTrain) {
    Run run = recording.run();
    Prepared data = run.data();
    SequencedMap<String, Object> json = new LinkedHashMap<>();
    json.put("data", recording.source().name());
    json.put("rows", data.rows());
    json.put("train_rows", data.train().size());
    json.put("test_rows", data.test().size());
    json.put("parameters", run.network().parameterCount());
    json.put("epochs", history.epochs().size());
    if (withTrain) {
      json.put("train_loss", run.evaluate(data.train()).loss());
    }
    json.putAll(test.toMap("test"));
    json.put("seconds", seconds);
    json.put("seed", run.settings().get(Setting.SEED));
    return json;
  }

  /// Writes one flat JSON object.
  static void write(Path file, Map<String, Object> json) throws IOException {
    Files.writeString(file, JsonMapper.shared().writeValueAsString(json) + "\n");
  }
}
