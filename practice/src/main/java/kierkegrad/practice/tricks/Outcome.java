package kierkegrad.practice.tricks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import kierkegrad.practice.settings.Settings;

/// What the trainings with one choice of settings came to.
///
/// @param trick what was changed, or none for the baseline
/// @param settings with all values, of the first seed
/// @param note what else there is to know, or why nothing was trained; may be empty
/// @param attempts one per seed
public record Outcome(
    Optional<Trick> trick, Settings settings, String note, List<Attempt> attempts) {
  /// Keeps an immutable copy.
  public Outcome {
    attempts = List.copyOf(attempts);
  }

  /// Such as `ReLU → tanh`.
  public String title() {
    return trick.map(Trick::title).orElse("baseline: all tricks");
  }

  /// What the lectures say.
  public String lecture() {
    return trick.map(Trick::lecture).orElse("Use all of them.");
  }

  /// The mean score; NaN if nothing was trained.
  public double mean() {
    return mean(Attempt::score);
  }

  /// The mean of something.
  public double mean(ToDoubleFunction<Attempt> value) {
    return attempts.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  /// The standard deviation of scores, with n − 1; NaN of fewer than two.
  public double deviation() {
    return Comparison.deviation(attempts.stream().map(Attempt::score).toList());
  }

  /// How many trainings ended because a number was not finite.
  public long failures() {
    return attempts.stream().filter(attempt -> attempt.failure().isPresent()).count();
  }

  /// The training of a seed.
  public Optional<Attempt> of(long seed) {
    return attempts.stream().filter(attempt -> attempt.seed() == seed).findFirst();
  }

  /// The settings in which these differ from others, such as `activation=tanh init=xavier`.
  public String changes(Settings baseline) {
    Map<String, String> others = baseline.toMap();
    List<String> changed = new ArrayList<>();
    settings
        .toMap()
        .forEach((name, value) -> {
          if (!value.equals(others.get(name))) {
            changed.add(name + "=" + value);
          }
        });
    return String.join(" ", changed);
  }

  /// How many epochs it took to come within [Findings#MARGIN] of what the baseline has at the end
  /// with the same seed: one number for each training that did.
  public List<Integer> epochsToTarget(Outcome baseline) {
    List<Integer> epochs = new ArrayList<>();
    for (Attempt attempt : attempts) {
      baseline
          .of(attempt.seed())
          .map(other -> attempt.reaches(other.score() - Findings.MARGIN))
          .ifPresent(epoch -> epoch.ifPresent(epochs::add));
    }
    return epochs;
  }

  /// Such as `12.3`, `12.3 (2 of 3)` or `never`.
  public String target(Outcome baseline) {
    List<Integer> epochs = epochsToTarget(baseline);
    if (attempts.isEmpty()) {
      return "–";
    }
    if (epochs.isEmpty()) {
      return "never";
    }
    String text = String.format(Locale.ROOT, "%.1f", mean(epochs).orElseThrow());
    return epochs.size() == attempts.size()
        ? text
        : "%s (%d of %d)".formatted(text, epochs.size(), attempts.size());
  }

  static OptionalDouble mean(Collection<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).average();
  }

  /// For other programs.
  SequencedMap<String, Object> toMap(Outcome baseline, String score) {
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    map.put("name", trick.map(t -> t.name().toLowerCase(Locale.ROOT)).orElse("baseline"));
    map.put("title", title());
    map.put("changes", changes(baseline.settings()));
    map.put("note", note);
    map.put(score + "_mean", mean());
    map.put(score + "_sd", deviation());
    map.put("target", target(baseline));
    map.put("failures", failures());
    map.put("seconds", mean(Attempt::seconds));
    map.put("lecture", lecture());
    map.put("finding", trick.isPresent() ? Verdict.of(this, baseline) : "");
    map.put(
        "runs",
        attempts.stream()
            .map(a -> {
              SequencedMap<String, Object> run = new LinkedHashMap<>();
              run.put("seed", a.seed());
              run.put(score, a.score());
              a.rmse().ifPresent(rmse -> run.put("rmse", rmse));
              run.put("seconds", a.seconds());
              run.put(score + "_by_epoch", a.scores());
              return run;
            })
            .toList());
    return map;
  }
}
