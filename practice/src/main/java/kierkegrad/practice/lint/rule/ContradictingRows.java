package kierkegrad.practice.lint.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;

/// Equal rows should have equal answers.
final class ContradictingRows implements Rule {
  @Override
  public String name() {
    return "contradicting-rows";
  }

  @Override
  public String when() {
    return "at least 1 % of the training rows, and three of them, have the features of a "
        + "row of another class; a hint only if no numeric column has more than 20 values "
        + "(not of rows of 50 numbers and more)";
  }

  @Override
  public String why() {
    return "No network can be right about both of two equal rows, so the best possible "
        + "accuracy is below 1.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    if (!setup.isClassification() || setup.sample().isWide()) {
      return Optional.empty();
    }
    int[] labels = setup.train().all().y().toIntArray();
    Map<Long, Map<Integer, Integer>> seen = new HashMap<>();
    RowHashes.of(
        setup.train(),
        false,
        (row, hash) ->
            seen.computeIfAbsent(hash, _ -> new HashMap<>()).merge(labels[row], 1, Integer::sum));
    long wrong =
        seen.values().stream()
            .mapToLong(counts ->
                counts.values().stream().mapToInt(n -> n).sum()
                    - counts.values().stream().mapToInt(n -> n).max().orElse(0))
            .sum();
    int rows = setup.train().size();
    if (wrong < 3 || wrong < 0.01 * rows) {
      return Optional.empty();
    }
    return finds(
        RowHashes.mayCoincide(setup.sample()) ? Severity.HINT : Severity.WARNING,
        "%,d of %,d training rows have the features of a row of another class: no model exceeds an accuracy of %.3f on them"
            .formatted(wrong, rows, 1 - (double) wrong / rows),
        Fix.words("look for the column that tells them apart, or correct the labels"));
  }
}
