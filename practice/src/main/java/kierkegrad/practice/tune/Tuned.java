package kierkegrad.practice.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.formats.model.Preparation;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.Evaluation;
import kierkegrad.train.Score;

/// What a search came to.
///
/// @param data its name
/// @param space what was searched over
/// @param plan how much
/// @param trials all finished trainings, the best first
/// @param settings all that the winner was trained with, as somebody would choose them
/// @param winner the winner, trained once more; none if the search was stopped
/// @param test its scores on the test rows, which nothing else has seen
/// @param ending why it ended
/// @param seconds this time
public record Tuned(
    String data,
    Space space,
    Plan plan,
    List<Trial> trials,
    Settings settings,
    Optional<Run> winner,
    Optional<Evaluation> test,
    Ending ending,
    double seconds) {
  /// Why a search ended.
  public enum Ending {
    /// All is tried.
    COMPLETED,
    /// The time was over; the same search can go on.
    TIME,
    /// Somebody asked for it; the same search can go on.
    STOPPED
  }

  /// Keeps an immutable copy.
  public Tuned {
    trials = List.copyOf(trials);
  }

  /// The best one.
  public Trial best() {
    return trials.getFirst();
  }

  /// The longest training of every trial, the best first.
  public List<Trial> longest() {
    Map<Integer, Trial> longest = new LinkedHashMap<>();
    trials.forEach(t -> longest.merge(t.number(), t, (a, b) -> a.rung() >= b.rung() ? a : b));
    return List.copyOf(longest.values());
  }

  /// The name of the score.
  public String score() {
    return winner
            .map(run -> run.data().preparation())
            .map(Preparation::classes)
            .filter(List::isEmpty)
            .isPresent()
        ? "R²"
        : "accuracy";
  }

  /// A score of a model: accuracy, or R² of numbers.
  static double score(Evaluation evaluation) {
    return switch (evaluation.score()) {
      case Score.Classification c -> c.accuracy();
      case Score.Regression r -> r.r2();
    };
  }

  /// The winner's score on the test rows.
  public Optional<Double> testScore() {
    return test.map(Tuned::score);
  }

  /// For other programs.
  public SequencedMap<String, Object> toMap() {
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    map.put("data", data);
    map.put("trainings", trials.size());
    map.put("ending", ending.name().toLowerCase(Locale.ROOT));
    map.put("best_trial", best().number());
    map.put("validation_score", best().score());
    testScore().ifPresent(score -> map.put("test_score", score));
    test.ifPresent(t -> map.put("test_loss", t.loss()));
    map.put("settings", settings.toMap());
    return map;
  }
}
