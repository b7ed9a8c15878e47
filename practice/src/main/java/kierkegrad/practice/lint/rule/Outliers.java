package kierkegrad.practice.lint.rule;

import java.util.Arrays;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Sample;
import kierkegrad.practice.lint.Setup;

/// A few rows should not outweigh all others.
final class Outliers implements Rule {
  private static final int ENOUGH = 100;

  @Override
  public String name() {
    return "outliers";
  }

  @Override
  public String when() {
    return "the farthest 1 % of the rows make up more than half of a numeric column's "
        + "variance (100 rows and more; not of rows of 50 numbers and more)";
  }

  @Override
  public String why() {
    return "A step follows large inputs most, so a handful of rows decides where the "
        + "weights go, and scaling presses all others together.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    Sample sample = setup.sample();
    if (sample.rows() < ENOUGH || sample.isWide()) {
      return Optional.empty();
    }
    return sample.numeric().stream()
        .filter(g -> sample.distinct(g) > 10)
        .filter(g -> share(sample.of(g)) > 0.5)
        .findFirst()
        .flatMap(g ->
            finds(
                Severity.HINT,
                "%s: 1 %% of the rows make up %.0f %% of its variance"
                    .formatted(g.name(), 100 * share(sample.of(g))),
                Fix.words("take the logarithm of %s, or cap it".formatted(g.name()))));
  }

  private static double share(double[] values) {
    double mean = Sample.mean(values);
    double[] squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sorted().toArray();
    double all = Arrays.stream(squares).sum();
    int first = squares.length - Math.ceilDiv(squares.length, 100);
    return all == 0 ? 0 : Arrays.stream(squares, first, squares.length).sum() / all;
  }
}
