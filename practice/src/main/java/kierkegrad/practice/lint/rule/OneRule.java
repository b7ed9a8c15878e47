package kierkegrad.practice.lint.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How well one column alone tells classes apart: the 1-rule (Holte 1993), judged by rows that it
/// has not seen. The values are cut into intervals in which one class has at least six rows; each
/// interval answers with its most frequent class.
final class OneRule {
  private static final int LEAST = 6;
  private static final int FOLDS = 2;

  private OneRule() {}

  /// The share of rows that are right, each judged by a rule from the other half.
  static double accuracy(double[] values, double[] targets) {
    int right = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      List<Cut> rule =
          learn(
              IntStream.range(0, values.length)
                  .filter(i -> mixed(i) % FOLDS != held)
                  .boxed()
                  .sorted(Comparator.comparingDouble(i -> values[i]))
                  .toList(),
              values,
              targets);
      for (int i = 0; i < values.length; i++) {
        if (mixed(i) % FOLDS == held && answer(rule, values[i]) == targets[i]) {
          right++;
        }
      }
    }
    return (double) right / values.length;
  }

  /// Rows may stand in any order, also an alternating one.
  private static int mixed(int row) {
    return (row * 0x9E3779B1) >>> 16;
  }

  /// An interval: up to a value, and the answer in it.
  private record Cut(double end, double answer) {}

  private static List<Cut> learn(List<Integer> rows, double[] values, double[] targets) {
    List<Cut> cuts = new ArrayList<>();
    Map<Double, Integer> counts = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      double value = values[rows.get(i)];
      counts.merge(targets[rows.get(i)], 1, Integer::sum);
      boolean last = i == rows.size() - 1;
      double next = last ? Double.POSITIVE_INFINITY : values[rows.get(i + 1)];
      double best = best(counts);
      boolean enough = counts.getOrDefault(best, 0) >= LEAST;
      boolean pure = !last && targets[rows.get(i + 1)] == best;
      if (last || (enough && next > value && !pure)) {
        double end = last ? Double.POSITIVE_INFINITY : (value + next) / 2;
        if (!cuts.isEmpty() && cuts.getLast().answer() == best) {
          cuts.removeLast();
        }
        cuts.add(new Cut(end, best));
        counts.clear();
      }
    }
    return cuts;
  }

  private static double best(Map<Double, Integer> counts) {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Double, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(Double.NaN);
  }

  private static double answer(List<Cut> rule, double value) {
    return rule.stream()
        .filter(cut -> value <= cut.end())
        .mapToDouble(Cut::answer)
        .findFirst()
        .orElse(Double.NaN);
  }
}
