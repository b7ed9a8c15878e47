package kierkegrad.practice.tune;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kierkegrad.formats.DataException;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.parallel.Jobs;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;
import kierkegrad.practice.tune.Tuned.Ending;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.StopSignal;
import kierkegrad.train.TrainingException;

/// Looks for good settings. They are judged on a validation part of the rows, by accuracy or R²;
/// the test rows are used once, for the winner.
///
/// ```java
/// Search search = new Search(Source.of("iris"), Settings.NONE, space, plan, folder);
/// Tuned tuned = search.run(trial -> {}, new StopSignal());
/// ```
///
/// Every finished training is a line in the folder. A search that was stopped or killed goes on
/// where it was when it is run again, and ends with the same winner.
///
/// @param source the data
/// @param chosen settings that all trials have
/// @param space what is searched over
/// @param plan how much is tried
/// @param folder where trials are written down
/// @param threads how many trainings run at a time; never changes a score
/// @param seconds after which no training is begun any more
public record Search(
    Source source,
    Settings chosen,
    Space space,
    Plan plan,
    Path folder,
    int threads,
    double seconds) {
  /// The share of rows to validate with, unless somebody chooses.
  public static final double VALIDATION = 0.2;

  /// On all processors, without an end of time.
  public Search(Source source, Settings chosen, Space space, Plan plan, Path folder) {
    this(source, chosen, space, plan, folder, Jobs.usual(), Double.POSITIVE_INFINITY);
  }

  /// @throws SettingException if a setting is both chosen and searched over, or there are no
  ///   validation rows
  public Search {
    for (Dimension dimension : space.dimensions()) {
      if (Space.isChosen(dimension.setting(), chosen)) {
        throw new SettingException(
            "--%s is chosen, and --space searches over it; leave one out"
                .formatted(dimension.setting()));
      }
    }
    if (chosen.find(Setting.VALIDATION).isPresent() && chosen.get(Setting.VALIDATION) == 0) {
      throw new SettingException(
          "--validation 0: trials are judged on validation rows; use 0.2, or leave it out");
    }
    chosen =
        chosen.find(Setting.VALIDATION).isPresent()
            ? chosen
            : chosen.with(Setting.VALIDATION, VALIDATION);
  }

  /// Runs it, or goes on with it.
  ///
  /// @param finished is told of every finished training, by any thread; first of those that were
  ///   finished before
  /// @param signal stops it; trainings that are not over are lost
  public Tuned run(Consumer<Trial> finished, StopSignal signal) {
    long began = System.nanoTime();
    Prepared data = source.prepare(chosen);
    Journal journal = Journal.open(folder, description(data));
    ConcurrentLinkedQueue<Trial> all = new ConcurrentLinkedQueue<>(journal.known());
    all.forEach(finished);
    List<Integer> alive = new ArrayList<>();
    for (int i = 0; i < plan.trials(); i++) {
      alive.add(i);
    }
    Ending ending = Ending.COMPLETED;
    List<Plan.Rung> rungs = plan.rungs();
    for (int level = 0; level < rungs.size(); level++) {
      int rung = level;
      Plan.Rung now = rungs.get(level);
      List<Integer> wanted = List.copyOf(alive.subList(0, Math.min(alive.size(), now.trials())));
      Set<Integer> known =
          all.stream()
              .filter(trial -> trial.rung() == rung)
              .map(Trial::number)
              .collect(Collectors.toSet());
      List<Runnable> jobs = new ArrayList<>();
      for (int number : wanted) {
        if (known.contains(number)) {
          continue;
        }
        jobs.add(() -> {
          if (!signal.isRequested() && (System.nanoTime() - began) / 1e9 < seconds) {
            trial(data, number, rung, now.epochs(), signal)
                .ifPresent(trial -> {
                  journal.add(trial);
                  all.add(trial);
                  finished.accept(trial);
                });
          }
        });
      }
      Jobs.run(threads, jobs);
      List<Trial> over =
          all.stream()
              .filter(t -> t.rung() == rung && wanted.contains(t.number()))
              .sorted(Trial.BEST_FIRST)
              .toList();
      if (over.size() < wanted.size()) {
        ending = signal.isRequested() ? Ending.STOPPED : Ending.TIME;
        break;
      }
      alive = over.stream().filter(Trial::isGood).map(Trial::number).toList();
      if (alive.isEmpty()) {
        break;
      }
    }
    return tuned(data, all.stream().sorted(Trial.BEST_FIRST).toList(), ending, began);
  }

  private Optional<Trial> trial(
      Prepared data, int number, int rung, int epochs, StopSignal signal) {
    Settings drawn = space.draw(plan.seed(), number);
    long began = System.nanoTime();
    try {
      Run run = Run.of(source.name(), data, settings(drawn, epochs));
      if (run.fit(List.of(), signal).ending() == History.Ending.STOPPED) {
        return Optional.empty();
      }
      Evaluation judged = run.evaluate(run.data().validation().orElseThrow());
      double took = (System.nanoTime() - began) / 1e9;
      return Optional.of(
          new Trial(number, rung, epochs, drawn, Tuned.score(judged), judged.loss(), took, ""));
    } catch (TrainingException | IllegalArgumentException e) {
      // Such as a loss that is not finite, or settings that contradict each other.
      double took = (System.nanoTime() - began) / 1e9;
      return Optional.of(
          new Trial(
              number,
              rung,
              epochs,
              drawn,
              Double.NEGATIVE_INFINITY,
              Double.POSITIVE_INFINITY,
              took,
              Optional.ofNullable(e.getMessage()).orElse("unknown")));
    }
  }

  private Settings settings(Settings drawn, int epochs) {
    return chosen.with(drawn).with(Setting.EPOCHS, epochs);
  }

  private Tuned tuned(Prepared data, List<Trial> trials, Ending ending, long began) {
    List<Trial> good = trials.stream().filter(Trial::isGood).toList();
    if (good.isEmpty()) {
      throw new DataException(
          trials.isEmpty()
              ? "no trial was finished; the same command begins again"
              : "every trial failed, the first with: " + trials.getFirst().failure());
    }
    List<Trial> ordered = new ArrayList<>(good);
    trials.stream().filter(trial -> !trial.isGood()).forEach(ordered::add);
    Trial best = good.getFirst();
    Settings settings = settings(best.drawn(), best.epochs());
    Optional<Run> winner = Optional.empty();
    if (ending != Ending.STOPPED) {
      Run run = Run.of(source.name(), data, settings);
      run.fit();
      winner = Optional.of(run);
    }
    return new Tuned(
        source.name(),
        space,
        plan,
        ordered,
        settings,
        winner,
        winner.map(run -> run.evaluate(run.data().test())),
        ending,
        (System.nanoTime() - began) / 1e9);
  }

  /// What must be the same for a search to go on.
  private Map<String, Object> description(Prepared data) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("data", source.name());
    map.put("rows", data.rows());
    map.put("inputs", data.preparation().inputs());
    map.put("settings", chosen.toMap());
    map.put("space", space.toString());
    map.put("method", plan.method().toString());
    map.put("trials", plan.trials());
    map.put("budget", plan.budget());
    map.put("seed", plan.seed());
    return map;
  }
}
