package kierkegrad.report.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import kierkegrad.formats.DataException;
import kierkegrad.practice.run.Metrics;
import kierkegrad.practice.run.RunSummary;
import kierkegrad.report.page.Page;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Section;
import kierkegrad.report.page.Table;
import kierkegrad.report.training.LineChart;

/// The page that compares runs: scores side by side, the settings that differ, and the curves of
/// all laid over each other.
public final class RunsPage {
  private RunsPage() {}

  /// Of these runs, in this order.
  public static Page of(List<RunSummary> runs) {
    Map<String, List<Metrics.Epoch>> epochs = new LinkedHashMap<>();
    runs.forEach(run -> epochs.put(name(run), epochs(run)));
    int end = epochs.values().stream().mapToInt(List::size).max().orElse(0);
    List<Part> charts = new ArrayList<>();
    curve(charts, epochs, end, "training-loss", "Training loss", Metrics.Epoch::trainLoss);
    curve(
        charts,
        epochs,
        end,
        "validation-loss",
        "Validation loss",
        e -> e.validationLoss().orElse(Double.NaN));
    curve(
        charts,
        epochs,
        end,
        "training-accuracy",
        "Training accuracy, in %",
        e -> 100 * e.trainAccuracy().orElse(Double.NaN));
    curve(
        charts,
        epochs,
        end,
        "validation-accuracy",
        "Validation accuracy, in %",
        e -> 100 * e.validationAccuracy().orElse(Double.NaN));
    curve(charts, epochs, end, "rate", "Learning rate", Metrics.Epoch::lr);
    return new Page("Runs compared")
        .subtitle("%d runs".formatted(runs.size()))
        .add(new Section("scores", "Scores", scores(runs)))
        .add(new Section("settings", "Settings that differ", differences(runs)))
        .add(new Section("curves", "Curves", charts));
  }

  private static String name(RunSummary run) {
    return String.valueOf(run.folder().path().getFileName());
  }

  private static List<Metrics.Epoch> epochs(RunSummary run) {
    try {
      return run.folder().metrics().epochs();
    } catch (DataException e) {
      return List.of();
    }
  }

  private static void curve(
      List<Part> charts,
      Map<String, List<Metrics.Epoch>> runs,
      int end,
      String id,
      String title,
      ToDoubleFunction<Metrics.Epoch> value) {
    LineChart chart = new LineChart(id, title, "epoch", end).withLegend();
    if (id.endsWith("loss")) {
      chart.logarithmic();
    }
    runs.forEach((name, epochs) ->
        chart.line(
            name,
            epochs.stream().mapToDouble(Metrics.Epoch::epoch).toArray(),
            epochs.stream().mapToDouble(value).toArray()));
    if (!chart.isEmpty()) {
      charts.add(chart.chart());
    }
  }

  private static Table scores(List<RunSummary> runs) {
    List<List<String>> rows =
        runs.stream()
            .map(run ->
                List.of(
                    name(run),
                    run.state().toString(),
                    run.data(),
                    run.network(),
                    "%d of %d".formatted(run.epochs(), run.planned()),
                    score(run.validation()),
                    score(run.test()),
                    "%.1f".formatted(run.seconds())))
            .toList();
    return new Table(
        "Every run",
        List.of("run", "state", "data", "network", "epochs", "validation", "test", "seconds"),
        rows);
  }

  private static String score(OptionalDouble score) {
    return score.isPresent() ? "%.4f".formatted(score.getAsDouble()) : "";
  }

  private static Table differences(List<RunSummary> runs) {
    SequencedMap<String, List<String>> differences = RunSummary.differences(runs);
    List<String> columns = new ArrayList<>(List.of("setting"));
    runs.forEach(run -> columns.add(name(run)));
    List<List<String>> rows = new ArrayList<>();
    differences.forEach((setting, values) -> {
      List<String> row = new ArrayList<>(List.of(setting));
      row.addAll(values);
      rows.add(row);
    });
    return new Table(
        rows.isEmpty() ? "All settings are the same" : "Only what is not the same in all runs",
        columns,
        rows);
  }
}
