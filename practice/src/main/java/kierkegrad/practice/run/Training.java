package kierkegrad.practice.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Problem;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.data.TableSource;
import kierkegrad.practice.folds.CrossValidation;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.Callback;
import kierkegrad.train.History;
import kierkegrad.train.StopSignal;

/// A training from data to a model, as `kierkegrad train` makes it: rows are split, columns
/// encoded, a network of usual size is trained and judged by rows that it has not seen.
///
/// ```java
/// Trained trained = Training.of(Table.csv(path).target("species")).with(Setting.EPOCHS, 50).fit();
/// System.out.println(trained.test());
/// trained.save(Path.of("flowers.safetensors"));
/// ```
///
/// Immutable: every method gives another one.
public final class Training {
  private final Source source;
  private final Settings settings;
  private final List<Callback> callbacks;
  private final StopSignal signal;

  private Training(Source source, Settings settings, List<Callback> callbacks, StopSignal signal) {
    this.source = source;
    this.settings = settings;
    this.callbacks = List.copyOf(callbacks);
    this.signal = signal;
  }

  /// On any data.
  public static Training of(Source source) {
    return new Training(source, Settings.NONE, List.of(), new StopSignal());
  }

  /// On a table with a target. What the problem says becomes settings; columns are embedded as
  /// [Setting#EMBED] says.
  ///
  /// @throws SettingException if single columns are named for embedding
  public static Training of(Problem problem) {
    Encoder.Options options = problem.options();
    if (!options.embedded().isEmpty()) {
      throw new SettingException(
          "a training embeds columns by --embed auto or all, not single ones; leave embedding("
              + String.join(", ", options.embedded())
              + ") out");
    }
    Settings said =
        Settings.NONE
            .with(Setting.TARGET, problem.target())
            .with(Setting.NORMALIZE, options.normalize())
            .with(Setting.MISSING, options.missing());
    if (options.task().isPresent()) {
      said = said.with(Setting.TASK, options.task().get());
    }
    if (!options.ignored().isEmpty()) {
      said = said.with(Setting.IGNORE, String.join(",", options.ignored()));
    }
    return of(new TableSource(problem.table().source(), problem.table())).with(said);
  }

  /// With a value for a setting.
  public <T> Training with(Setting<T> setting, T value) {
    return with(settings.with(setting, value));
  }

  /// With a value for a setting, both as the command line has them: `with("hidden", "64-32")`.
  ///
  /// @throws kierkegrad.practice.settings.SettingException if there is no such setting, or it
  ///   cannot have the value
  public Training with(String setting, String value) {
    return with(settings.with(setting, value));
  }

  /// With these settings put over those so far.
  public Training with(Settings others) {
    return new Training(source, settings.with(others), callbacks, signal);
  }

  /// Judged by cross-validation: every row is predicted once, by one of k networks that has not
  /// seen it. The model then learns from all rows.
  public Training folds(int k) {
    return with(Setting.FOLDS, k);
  }

  /// With somebody who is told of steps and epochs of the training (not of those of folds).
  public Training callback(Callback callback) {
    List<Callback> all = new ArrayList<>(callbacks);
    all.add(callback);
    return new Training(source, settings, all, signal);
  }

  /// With a signal that ends the training early.
  public Training stopSignal(StopSignal signal) {
    return new Training(source, settings, callbacks, signal);
  }

  /// Trains and judges.
  ///
  /// @throws kierkegrad.formats.DataException if the data does not suit
  /// @throws kierkegrad.practice.settings.SettingException if settings contradict each other or the
  ///   data
  public Trained fit() {
    if (settings.get(Setting.FOLDS) == 0) {
      Run run = Run.of(source, settings);
      History history = run.fit(callbacks, signal);
      return new Trained(run, history, run.scores(run.data().test()), Optional.empty());
    }
    CrossValidation folds = CrossValidation.of(source, settings, _ -> {}, signal);
    Run run = Run.of(source.name(), source.whole(settings), settings);
    History history = run.fit(callbacks, signal);
    return new Trained(run, history, folds.outOfFold(), Optional.of(folds));
  }
}
