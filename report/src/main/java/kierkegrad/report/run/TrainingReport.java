package kierkegrad.report.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.explain.LayerGraph;
import kierkegrad.formats.model.Preparation;
import kierkegrad.monitor.Measurements;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.run.Environment;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Setting;
import kierkegrad.report.run.Judge.Guess;
import kierkegrad.report.training.Judgement;
import kierkegrad.report.training.TrainingPage;
import kierkegrad.report.training.TrainingRun;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.Score;

/// Writes the training report of a run.
///
/// @param source the data
/// @param run what was trained
/// @param history how it went
/// @param seconds how long it took
/// @param measurements what was measured
/// @param test the scores on the test rows
/// @param judge what was made of every test row
/// @param result what the JSON file has
public record TrainingReport(
    Source source,
    Run run,
    History history,
    double seconds,
    Measurements measurements,
    Evaluation test,
    Judge judge,
    SequencedMap<String, Object> result) {
  /// The name of its file.
  public static final String FILE = "report.html";

  private static final int WORST = 12;
  private static final int POINTS = 1000;

  /// Writes the page.
  ///
  /// @param environment where the run took place
  public void write(Path file, Environment environment) throws IOException {
    SequencedMap<String, String> settings = run.settings().toMap();
    TrainingRun told =
        new TrainingRun(
            source.name(),
            result,
            history,
            run.settings().get(Setting.EPOCHS),
            seconds,
            run.network().parameterCount(),
            Optional.of(graph()),
            measurements,
            judgement(),
            DataSummaries.of(source, run.data()),
            settings,
            environment.toMap());
    TrainingPage.of(told).write(file);
  }

  private LayerGraph graph() {
    run.network().eval();
    int inputs = run.data().preparation().inputs();
    return LayerGraph.forward(
        run.network(),
        Tensor.symbolic(run.settings().get(Setting.DTYPE).dtype(), Shape.of(1, inputs)));
  }

  private Judgement judgement() {
    Prepared data = run.data();
    return switch (test.score()) {
      case Score.Classification(var confusion) ->
          new Judgement.Classes(
              test.loss(),
              data.preparation().classes(),
              confusion,
              judge.worst(WORST).stream().map(this::doubt).toList());
      case Score.Regression score ->
          new Judgement.Numbers(
              test.loss(),
              target(data.preparation()),
              result.get("test_rmse") instanceof Double rmse ? rmse : score.rmse(),
              score.r2(),
              points(),
              judge.worst(WORST).stream().map(this::miss).toList());
    };
  }

  private static String target(Preparation preparation) {
    return preparation instanceof Preparation.Tabular(var encoder)
        ? encoder.target().name()
        : "target";
  }

  private List<Judgement.Point> points() {
    List<Guess> all = judge.all();
    int every = Math.max(1, Math.ceilDiv(all.size(), POINTS));
    return all.stream()
        .filter(guess -> guess.index() % every == 0)
        .map(guess -> new Judgement.Point(guess.truth(), guess.predicted()))
        .toList();
  }

  private Judgement.Doubt doubt(Guess guess) {
    List<String> classes = run.data().preparation().classes();
    long row = run.data().testRows()[guess.index()];
    return new Judgement.Doubt(
        row,
        classes.get((int) guess.truth()),
        guess.probability(),
        classes.get((int) guess.predicted()),
        guess.predictedProbability(),
        DataSummaries.example(source, run.data(), row));
  }

  private Judgement.Miss miss(Guess guess) {
    long row = run.data().testRows()[guess.index()];
    return new Judgement.Miss(
        row, guess.truth(), guess.predicted(), DataSummaries.example(source, run.data(), row));
  }
}
