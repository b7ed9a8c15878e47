package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.cli.progress.Progress;
import kierkegrad.cli.train.Interruption;
import kierkegrad.formats.model.Preparation;
import kierkegrad.practice.folds.CrossValidation;
import kierkegrad.practice.run.Metrics;
import kierkegrad.practice.run.Recording;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.run.RunFolder;
import kierkegrad.practice.run.RunState;
import kierkegrad.practice.score.Scores;
import kierkegrad.practice.settings.Setting;
import kierkegrad.report.run.Judge;
import kierkegrad.report.run.TrainingReport;
import kierkegrad.train.Callback;
import kierkegrad.train.EpochReport;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.TrainingException;

/// Trains, tests, saves and reports.
///
/// @param out where text for people goes
record RecordedTraining(
    Recording recording, FileOptions files, ProgressOptions show, PrintWriter out) {
  static final int INTERRUPTED = 130;

  /// Does it all; Ctrl-C waits for it.
  ///
  /// @param callbacks who is told
  /// @return the exit code
  int run(List<Callback> callbacks, Progress progress, Interruption interruption)
      throws IOException {
    Optional<CrossValidation> folds =
        Folding.of(
            recording.source(),
            recording.run().settings().without(Setting.TEST),
            out,
            interruption.signal());
    History history = fit(callbacks, interruption);
    double seconds = history.epochs().stream().mapToDouble(EpochReport::seconds).sum();
    Run run = recording.run();
    Preparation preparation = run.data().preparation();
    Report.trained(out, history, run.settings().get(Setting.EPOCHS), seconds);
    Judge judge = new Judge(preparation);
    Evaluation test =
        folds
            .map(f -> f.evaluation(run.data(), judge))
            .orElseGet(() -> run.evaluate(run.data().test(), judge));
    Scores scores =
        folds
            .map(CrossValidation::outOfFold)
            .orElseGet(() -> Scores.of(run.model(), run.data().test(), test.loss()));
    Report.scores(out, folds.isPresent() ? "all rows" : "test", scores, preparation);
    Report.calibrated(out, run);
    out.println("saved     " + recording.save());
    SequencedMap<String, Object> result =
        Report.result(recording, history, scores, seconds, show.wantsJson());
    folds.ifPresent(f -> result.putAll(f.toMap()));
    show.end(progress, result);
    if (files.report) {
      Path page = recording.folder().file(RunFolder.REPORT);
      new TrainingReport(
              recording.source(),
              run,
              history,
              seconds,
              recording.measurements(),
              test,
              judge,
              result)
          .write(page, recording.folder().environment());
      out.println("report    " + page);
    }
    boolean stopped = history.ending() == History.Ending.STOPPED;
    finish(stopped ? RunState.INTERRUPTED : RunState.FINISHED, history, result);
    if (stopped) {
      out.println("go on     kierkegrad train --resume " + recording.folder().path());
    }
    return stopped ? INTERRUPTED : 0;
  }

  private void finish(RunState state, History history, SequencedMap<String, Object> result) {
    result.put("ending", history.ending().name().toLowerCase(Locale.ROOT));
    int best = history.bestEpoch().orElse(history.epochs().size());
    history.bestEpoch().ifPresent(epoch -> result.put("best_epoch", epoch));
    history.epochs().stream()
        .filter(epoch -> epoch.epoch() == best)
        .findFirst()
        .flatMap(EpochReport::validation)
        .ifPresent(v -> {
          result.put("validation_loss", v.loss());
          v.accuracy().ifPresent(a -> result.put("validation_accuracy", a));
        });
    recording.finish(state, result);
  }

  /// Trains. If the loss stops being a number after some good epochs, their best weights are saved.
  private History fit(List<Callback> callbacks, Interruption interruption) {
    try {
      return recording.fit(callbacks, interruption.signal(), files.checkpointing());
    } catch (TrainingException e) {
      List<Metrics.Epoch> good = recording.folder().metrics().epochs();
      Map<String, Object> result =
          Map.of("error", String.valueOf(e.getMessage()), "epochs", good.size());
      if (good.isEmpty()) {
        recording.finish(RunState.FAILED, result);
        throw e;
      }
      Path model = recording.save();
      recording.finish(RunState.FAILED, result);
      throw CommandException.failure(
          e.getMessage() + "; the weights of the epoch with the lowest loss are saved in " + model);
    }
  }
}
