package kierkegrad.practice.tune;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import kierkegrad.practice.settings.Settings;

/// One finished training of a search.
///
/// @param number of its settings, from 0 on
/// @param rung of the plan, from 0 on
/// @param epochs of the training
/// @param drawn the settings that the search chose
/// @param score on the validation rows: accuracy, or R² of numbers; −∞ if it failed
/// @param loss on the validation rows; ∞ if it failed
/// @param seconds it took, beside others
/// @param failure why it failed; empty if it did not
public record Trial(
    int number,
    int rung,
    int epochs,
    Settings drawn,
    double score,
    double loss,
    double seconds,
    String failure) {
  /// The best first: the highest rung, the best score, the lowest loss, the first number.
  public static final Comparator<Trial> BEST_FIRST =
      Comparator.comparingInt(Trial::rung)
          .thenComparingDouble(Trial::score)
          .reversed()
          .thenComparingDouble(Trial::loss)
          .thenComparingInt(Trial::number);

  /// Whether it came to its end.
  public boolean isGood() {
    return failure.isEmpty();
  }

  /// For a line of JSON.
  public SequencedMap<String, Object> toMap() {
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    map.put("trial", number);
    map.put("rung", rung);
    map.put("epochs", epochs);
    map.put("settings", drawn.toMap());
    if (isGood()) {
      map.put("score", score);
      map.put("loss", loss);
    } else {
      map.put("failure", failure);
    }
    map.put("seconds", seconds);
    return map;
  }

  /// Reads what [#toMap] gave.
  ///
  /// @throws RuntimeException if it is something else
  static Trial of(Map<String, Object> map) {
    String failure = String.valueOf(map.getOrDefault("failure", ""));
    Map<String, String> texts = new LinkedHashMap<>();
    if (map.get("settings") instanceof Map<?, ?> settings) {
      settings.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    }
    return new Trial(
        (int) number(map, "trial"),
        (int) number(map, "rung"),
        (int) number(map, "epochs"),
        Settings.of(texts),
        failure.isEmpty() ? number(map, "score") : Double.NEGATIVE_INFINITY,
        failure.isEmpty() ? number(map, "loss") : Double.POSITIVE_INFINITY,
        number(map, "seconds"),
        failure);
  }

  private static double number(Map<String, Object> map, String name) {
    return map.get(name) instanceof Number number
        ? number.doubleValue()
        : Double.parseDouble(String.valueOf(map.get(name)));
  }
}
