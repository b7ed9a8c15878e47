package kierkegrad.cli.progress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import kierkegrad.train.Callback;
import kierkegrad.train.EpochReport;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.Score;
import kierkegrad.train.Step;

/// Shows a training: position by rows, with loss, accuracy, the last validation and speed.
public final class TrainingProgress implements Callback {
  private final Progress progress;
  private final long rows;
  private final int epochs;
  private final Meter meter = new Meter();
  private final long began = System.nanoTime();
  private long seen;
  private List<String> validation = List.of();

  /// @param progress where it is shown
  /// @param rows the rows of one epoch
  /// @param epochs how many epochs there will be at most
  public TrainingProgress(Progress progress, long rows, int epochs) {
    this.progress = progress;
    this.rows = rows;
    this.epochs = epochs;
  }

  @Override
  public void onStep(Step step) {
    meter.add(step);
    seen += step.batch().rows();
    double done = (step.epoch() - 1) + (double) meter.rows() / rows;
    List<String> facts = new ArrayList<>(meter.facts());
    facts.addAll(validation);
    double seconds = Math.max(1e-3, (System.nanoTime() - began) / 1e9);
    progress.at(position(step.epoch(), done / epochs, facts, seen / seconds));
  }

  @Override
  public void onEpoch(EpochReport report) {
    List<String> facts = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    facts.add("loss %.4f".formatted(report.trainLoss()));
    values.put("train_loss", report.trainLoss());
    report
        .trainAccuracy()
        .ifPresent(accuracy -> {
          facts.add("accuracy %.4f".formatted(accuracy));
          values.put("train_accuracy", accuracy);
        });
    report
        .validation()
        .ifPresent(judged -> {
          validation = List.of(validation(judged, values));
          facts.addAll(validation);
        });
    values.put("lr", report.lr());
    values.put("seconds", report.seconds());
    double speed = report.rows() / Math.max(1e-9, report.seconds());
    progress.finished(
        position(report.epoch(), (double) report.epoch() / epochs, facts, speed), values);
  }

  private static String validation(Evaluation judged, Map<String, Object> values) {
    values.put("validation_loss", judged.loss());
    if (judged.score() instanceof Score.Classification classes) {
      values.put("validation_accuracy", classes.accuracy());
      return "validation %.4f".formatted(classes.accuracy());
    }
    return "validation loss %.4f".formatted(judged.loss());
  }

  private Position position(int epoch, double share, List<String> facts, double speed) {
    return new Position("epoch", epoch, epochs, share, facts, OptionalDouble.of(speed));
  }

  @Override
  public void onEnd(History history) {
    progress.close();
  }
}
