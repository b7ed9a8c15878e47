package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.table.Target;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.Score;
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
    out.printf(
        "split     %,d rows to train, %s%,d to test%n",
        data.train().size(), validation, data.test().size());
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
  static void scores(PrintWriter out, String part, Evaluation scores, Preparation preparation) {
    switch (scores.score()) {
      case Score.Classification(var confusion) -> {
        out.printf(
            "%-9s accuracy %.4f (%,d of %,d), loss %.4f%n%n",
            part, confusion.accuracy(), confusion.correct(), confusion.total(), scores.loss());
        new ConfusionTable(preparation.classes(), confusion).print(out);
        out.println();
      }
      case Score.Regression s ->
          out.printf(
              "%-9s rmse %.6g, R2 %.4f, loss %.4f (%,d rows)%n",
              part, rmse(s, preparation), s.r2(), scores.loss(), scores.rows());
    }
  }

  /// The scores under the names of the JSON file.
  static Map<String, Object> json(Evaluation scores, Preparation preparation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("test_loss", scores.loss());
    switch (scores.score()) {
      case Score.Classification(var confusion) -> json.put("test_accuracy", confusion.accuracy());
      case Score.Regression s -> {
        json.put("test_rmse", rmse(s, preparation));
        json.put("test_r2", s.r2());
      }
    }
    return json;
  }

  /// In the target's own unit; the network knows standardised numbers only.
  private static double rmse(Score.Regression score, Preparation preparation) {
    return preparation instanceof Preparation.Tabular(var encoder)
            && encoder.target() instanceof Target.Quantity quantity
        ? score.rmse() * quantity.scale()
        : score.rmse();
  }

  /// Writes one flat JSON object.
  static void write(Path file, Map<String, Object> json) throws IOException {
    Files.writeString(file, JsonMapper.shared().writeValueAsString(json) + "\n");
  }
}
