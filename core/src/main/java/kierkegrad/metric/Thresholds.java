package kierkegrad.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.check.Require;

/// How many rows of both kinds have at least a score, for every score that occurs, the largest
/// first.
record Thresholds(List<Count> counts, long positives, long negatives) {
  record Count(double threshold, long truePositives, long falsePositives) {}

  static Thresholds of(String what, double[] scores, boolean[] truth) {
    Require.sameLength(what, scores.length, truth.length);
    Require.numbers(what, scores);
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Count> counts = new ArrayList<>();
    long hits = 0;
    for (int i = 0; i < order.length; i++) {
      hits += truth[order[i]] ? 1 : 0;
      if (i + 1 == order.length || scores[order[i + 1]] != scores[order[i]]) {
        counts.add(new Count(scores[order[i]], hits, i + 1 - hits));
      }
    }
    return new Thresholds(counts, hits, order.length - hits);
  }
}
