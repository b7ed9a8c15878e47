package kierkegrad.practice.tricks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import kierkegrad.formats.table.Task;

/// What an experiment came to.
///
/// @param data its name
/// @param task what was predicted
/// @param facts what there is to know about the data, one line each
/// @param trainRows of one seed
/// @param testRows of one seed
/// @param seeds those for which every training was asked for
/// @param outcomes the baseline, then one per trick
/// @param seconds the whole experiment
/// @param complete whether it came to its end
public record Findings(
    String data,
    Task task,
    List<String> facts,
    int trainRows,
    int testRows,
    List<Long> seeds,
    List<Outcome> outcomes,
    double seconds,
    boolean complete) {
  /// How far below the baseline's last score the target is.
  public static final double MARGIN = 0.01;

  /// Keeps immutable copies.
  public Findings {
    facts = List.copyOf(facts);
    seeds = List.copyOf(seeds);
    outcomes = List.copyOf(outcomes);
  }

  /// All tricks together.
  public Outcome baseline() {
    return outcomes.getFirst();
  }

  /// The others.
  public List<Outcome> variants() {
    return outcomes.subList(1, outcomes.size());
  }

  /// The name of the score: `accuracy`, or `R²` of numbers.
  public String score() {
    return task == Task.CLASSIFICATION ? "accuracy" : "R²";
  }

  /// How many of the tricks make a difference at [Comparison#LEVEL] by this data.
  public long differences() {
    return variants().stream()
        .filter(v -> !v.attempts().isEmpty() && comparison(v).isReal())
        .count();
  }

  /// An outcome beside the baseline.
  public Comparison comparison(Outcome outcome) {
    return Comparison.of(outcome, baseline(), step(outcome));
  }

  /// What happened, in one sentence.
  public String finding(Outcome outcome) {
    return Verdict.of(outcome, baseline());
  }

  /// The smallest difference between two scores.
  static double step(Outcome outcome) {
    return outcome.attempts().stream().map(Attempt::step).min(Double::compare).orElse(0.0);
  }

  /// For other programs.
  public SequencedMap<String, Object> toMap() {
    String score = task == Task.CLASSIFICATION ? "test_accuracy" : "test_r2";
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    map.put("data", data);
    map.put("train_rows", trainRows);
    map.put("test_rows", testRows);
    map.put("seeds", seeds);
    map.put("complete", complete);
    map.put("seconds", seconds);
    map.put("settings", baseline().settings().toMap());
    List<Object> all = new ArrayList<>();
    outcomes.forEach(outcome -> all.add(outcome.toMap(baseline(), score)));
    map.put("outcomes", all);
    return map;
  }
}
