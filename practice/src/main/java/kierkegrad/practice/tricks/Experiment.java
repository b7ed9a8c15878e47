package kierkegrad.practice.tricks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.parallel.Jobs;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.StopSignal;

/// The practical tricks, tried on some data: a baseline with all of them, and each removed or
/// replaced in turn, with several seeds.
///
/// ```java
/// Findings findings = Experiment.of(Source.of("digits"), Settings.NONE).withSeeds(3).run();
/// findings.variants().forEach(v -> System.out.println(v.title() + ": " + findings.finding(v)));
/// ```
///
/// Every seed has its own split of the rows, first weights and order, the same for all variants, so
/// that they can be compared pair by pair. All variants see the same number of rows; only of one
/// sample at a time it may be fewer ([#steps]).
///
/// @param source the data
/// @param chosen what the user has chosen, put over [Trick#baseline]
/// @param seeds how many, from the chosen one on
/// @param threads how many trainings run at a time; never changes a score
/// @param steps the most updates of one training, whose epochs are cut where it would have more
public record Experiment(Source source, Settings chosen, int seeds, int threads, long steps) {
  /// The most updates, unless told otherwise.
  public static final long STEPS = 100_000;

  /// How far it is, in trainings and shares of them.
  ///
  /// @param done trainings that are over
  /// @param all all trainings
  /// @param share of the whole work, from 0 to 1
  /// @param finished the training that was just finished, such as `ReLU → tanh, seed 1`, if one was
  public record Progress(int done, int all, double share, Optional<String> finished) {}

  /// With five seeds.
  public static Experiment of(Source source, Settings chosen) {
    return new Experiment(source, chosen, 5, Jobs.usual(), STEPS);
  }

  /// @throws IllegalArgumentException if a number is not positive
  public Experiment {
    if (seeds < 1 || threads < 1 || steps < 1) {
      throw new IllegalArgumentException("an experiment needs at least 1 seed, thread and step");
    }
  }

  /// With another number of seeds.
  public Experiment withSeeds(int number) {
    return new Experiment(source, chosen, number, threads, steps);
  }

  /// With another number of trainings at a time.
  public Experiment withThreads(int number) {
    return new Experiment(source, chosen, seeds, number, steps);
  }

  /// Runs it.
  public Findings run() {
    return run(_ -> {}, new StopSignal());
  }

  /// Runs it. Once the signal is given, trainings that are not over do not count.
  ///
  /// @param progress is told now and then, by any thread
  public Findings run(Consumer<Progress> progress, StopSignal signal) {
    long began = System.nanoTime();
    Settings all = Trick.baseline(chosen);
    Map<Settings, Prepared> data = new ConcurrentHashMap<>();
    Prepared first = data.computeIfAbsent(Training.about(all), source::prepare);
    Settings baseline = all.complete(first.shape(source.name()));
    int rows = first.train().size();
    List<Plan> plans = plans(baseline, first);
    List<Long> numbers =
        LongStream.range(0, seeds).mapToObj(i -> baseline.get(Setting.SEED) + i).toList();
    List<Training> trainings = new ArrayList<>();
    for (long seed : numbers) {
      // The longest first, so that no processor waits at the end; seed by seed, so that what there
      // is after an interruption can be compared.
      plans.stream()
          .filter(plan -> plan.obstacle().isEmpty())
          .map(plan -> new Training(source, plan, seed))
          .sorted(Comparator.comparingDouble((Training t) -> t.work(rows)).reversed())
          .forEach(trainings::add);
    }
    Map<Training, AtomicReference<Optional<Attempt>>> results = new LinkedHashMap<>();
    trainings.forEach(t -> results.put(t, new AtomicReference<>(Optional.empty())));
    Watch watch = new Watch(trainings, rows, progress);
    List<Runnable> jobs = new ArrayList<>();
    results.forEach(
        (training, result) -> jobs.add(() -> result.set(training.run(data, signal, watch))));
    Jobs.run(threads, jobs);
    List<Outcome> outcomes = plans.stream().map(plan -> outcome(plan, results)).toList();
    return new Findings(
        source.name(),
        first.preparation().task(),
        first.facts(),
        rows,
        first.test().size(),
        numbers,
        outcomes,
        (System.nanoTime() - began) / 1e9,
        results.values().stream().allMatch(result -> result.get().isPresent()));
  }

  private List<Plan> plans(Settings baseline, Prepared data) {
    int rows = data.train().size();
    List<Plan> plans = new ArrayList<>();
    plans.add(new Plan(Optional.empty(), baseline, "", ""));
    for (Trick trick : Trick.values()) {
      String obstacle = trick.obstacle(baseline, data.preparation().task()).orElse("");
      Settings changed = trick.apply(baseline, rows);
      plans.add(cut(new Plan(Optional.of(trick), changed, "", obstacle), rows));
    }
    return plans;
  }

  /// Fewer epochs where there would be too many updates.
  private Plan cut(Plan plan, int rows) {
    int epochs = plan.settings().get(Setting.EPOCHS);
    long perEpoch = plan.settings().steps(rows) / epochs;
    if (perEpoch * epochs <= steps || plan.trick().filter(t -> t == Trick.ONE_SAMPLE).isEmpty()) {
      return plan;
    }
    int fewer = (int) Math.max(1, steps / perEpoch);
    return new Plan(
        plan.trick(),
        plan.settings().with(Setting.EPOCHS, fewer),
        "%d of %d epochs, which are %,d updates".formatted(fewer, epochs, fewer * perEpoch),
        plan.obstacle());
  }

  private static Outcome outcome(
      Plan plan, Map<Training, AtomicReference<Optional<Attempt>>> results) {
    List<Attempt> attempts = new ArrayList<>();
    results.forEach((training, result) -> {
      if (training.plan().equals(plan)) {
        result.get().ifPresent(attempts::add);
      }
    });
    String note =
        !plan.obstacle().isEmpty()
            ? plan.obstacle()
            : attempts.isEmpty() ? "the experiment was stopped before" : plan.note();
    return new Outcome(plan.trick(), plan.settings(), note, attempts);
  }

  /// What is to be tried.
  ///
  /// @param trick none for the baseline
  /// @param settings completed
  /// @param note what else there is to know; may be empty
  /// @param obstacle why it is not tried; empty if it is
  record Plan(Optional<Trick> trick, Settings settings, String note, String obstacle) {}
}
