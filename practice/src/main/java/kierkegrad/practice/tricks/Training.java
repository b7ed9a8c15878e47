package kierkegrad.practice.tricks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.table.Target;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.Callback;
import kierkegrad.train.EpochReport;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.Score;
import kierkegrad.train.StopSignal;
import kierkegrad.train.TrainingException;

/// One training of an experiment.
record Training(Source source, Experiment.Plan plan, long seed) {
  /// An update costs about as much as the arithmetic of this many rows.
  private static final int UPDATE = 16;

  /// How much there is to do, in some unit.
  double work(int rows) {
    int epochs = plan.settings().get(Setting.EPOCHS);
    return (double) plan.settings().steps(rows) * UPDATE + (double) rows * epochs;
  }

  /// What decides how data is prepared.
  static Settings about(Settings settings) {
    Settings about = settings;
    for (Setting<?> setting : Setting.all()) {
      if (setting.group() != Setting.Group.DATA && setting != Setting.PATIENCE) {
        about = about.without(setting);
      }
    }
    return about;
  }

  /// Trains and tests.
  ///
  /// @return nothing if it was stopped
  Optional<Attempt> run(Map<Settings, Prepared> data, StopSignal signal, Watch watch) {
    if (signal.isRequested()) {
      return Optional.empty();
    }
    Settings settings = plan.settings().with(Setting.SEED, seed);
    // Data of earlier seeds is not needed any more.
    data.keySet().removeIf(key -> key.get(Setting.SEED) < seed - 1);
    Prepared prepared = data.computeIfAbsent(about(settings), source::prepare);
    if (plan.trick().filter(trick -> trick == Trick.SORTED).isPresent()) {
      prepared = sorted(prepared);
    }
    Run run = Run.of(source.name(), prepared, settings);
    List<Evaluation> tests = new ArrayList<>();
    int epochs = settings.get(Setting.EPOCHS);
    Callback test =
        new Callback() {
          @Override
          public void onEpoch(EpochReport report) {
            tests.add(run.evaluate(run.data().test()));
            watch.epoch(Training.this, epochs);
          }
        };
    long began = System.nanoTime();
    Optional<String> failure = Optional.empty();
    try {
      if (run.fit(List.of(test), signal).ending() == History.Ending.STOPPED) {
        return Optional.empty();
      }
    } catch (TrainingException e) {
      failure = Optional.ofNullable(e.getMessage());
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    watch.over(this, tests.size(), epochs);
    return Optional.of(attempt(run, tests, seconds, failure));
  }

  private Attempt attempt(
      Run run, List<Evaluation> tests, double seconds, Optional<String> failure) {
    Preparation preparation = run.data().preparation();
    Optional<Double> rmse =
        tests.isEmpty() ? Optional.empty() : rmse(tests.getLast().score(), preparation);
    boolean classes = !preparation.classes().isEmpty();
    return new Attempt(
        seed,
        tests.stream().map(Training::score).toList(),
        rmse,
        classes ? 1.0 / run.data().test().size() : 0,
        seconds,
        failure);
  }

  private static double score(Evaluation test) {
    return switch (test.score()) {
      case Score.Classification c -> c.accuracy();
      case Score.Regression r -> r.r2();
    };
  }

  private static Optional<Double> rmse(Score score, Preparation preparation) {
    return score instanceof Score.Regression r
        ? Optional.of(
            preparation instanceof Preparation.Tabular(var encoder)
                    && encoder.target() instanceof Target.Quantity quantity
                ? r.rmse() * quantity.scale()
                : r.rmse())
        : Optional.empty();
  }

  /// The training rows by their target; equal ones in their order.
  static Prepared sorted(Prepared data) {
    TensorDataset train = data.train();
    double[] y = train.all().y().toDoubleArray();
    int[] order =
        IntStream.range(0, train.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> y[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Prepared(
        data.preparation(),
        new TensorDataset(train.rows(order)),
        data.validation(),
        data.test(),
        Arrays.stream(order).mapToLong(i -> data.trainRows()[i]).toArray(),
        data.testRows(),
        data.facts());
  }

  /// Such as `ReLU → tanh, seed 1`.
  @Override
  public String toString() {
    return plan.trick().map(Trick::title).orElse("baseline") + ", seed " + seed;
  }
}
