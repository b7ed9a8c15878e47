package kierkegrad.report.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import kierkegrad.monitor.Measurements.StepPoint;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Section;
import kierkegrad.train.EpochReport;

/// Loss, accuracy and learning rate over time.
record Curves(TrainingRun run) {
  Section section() {
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Side.Read(
            loss().chart(),
            "A training curve that still falls at the end asks for more epochs; a validation curve"
                + " that rises while it falls shows that rows are learnt by heart."));
    LineChart accuracy = accuracy();
    if (!accuracy.isEmpty()) {
      parts.add(
          new Side.Read(
              accuracy.chart(),
              "The share of the epoch's rows that were classified rightly, each asked before the"
                  + " update that it led to, so that the curve lags a little behind the network."));
    }
    parts.add(
        new Side.Read(
            rate().chart(),
            "The step size η: large at first to come far, small at the end to settle in a"
                + " minimum, if there is a schedule."));
    return new Section("curves", "Loss and learning rate", new Side(parts));
  }

  private LineChart loss() {
    LineChart chart =
        chart("loss", "Loss").faint("single batches", updates(), steps(StepPoint::loss));
    epochs(chart, "training, by epoch", EpochReport::trainLoss);
    epochs(chart, "validation", e -> e.validation().map(v -> v.loss()).orElse(Double.NaN));
    return chart;
  }

  private LineChart accuracy() {
    LineChart chart = chart("accuracy", "Accuracy").percent();
    epochs(chart, "training", e -> 100 * e.trainAccuracy().orElse(Double.NaN));
    epochs(
        chart,
        "validation",
        e -> 100 * e.validation().map(v -> v.accuracy().orElse(Double.NaN)).orElse(Double.NaN));
    return chart;
  }

  private LineChart rate() {
    return chart("rate", "Learning rate").line("learning rate", updates(), steps(StepPoint::lr));
  }

  private LineChart chart(String id, String title) {
    Axis axis = Axis.of(run.history());
    List<StepPoint> steps = run.measurements().steps();
    return new LineChart(
        id, title, axis.name(), axis.end(steps.isEmpty() ? 0 : steps.getLast().update()));
  }

  private void epochs(LineChart chart, String name, ToDoubleFunction<EpochReport> value) {
    List<EpochReport> epochs = run.history().epochs();
    chart.line(
        name,
        epochs.stream().mapToDouble(EpochReport::epoch).toArray(),
        epochs.stream().mapToDouble(value).toArray());
  }

  private double[] updates() {
    Axis axis = Axis.of(run.history());
    return run.measurements().steps().stream().mapToDouble(s -> axis.epoch(s.update())).toArray();
  }

  private double[] steps(ToDoubleFunction<StepPoint> value) {
    return run.measurements().steps().stream().mapToDouble(value).toArray();
  }
}
