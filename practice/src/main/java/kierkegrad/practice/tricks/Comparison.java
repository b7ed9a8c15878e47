package kierkegrad.practice.tricks;

import java.util.ArrayList;
import java.util.List;

/// Whether one choice of settings does better than another: a paired t-test (Student 1908) on the
/// differences between trainings with the same seed, hence on the same rows.
///
/// @param difference the mean of the differences; positive if the first is better
/// @param p the probability of a mean at least as far from 0 if there were no difference; NaN if
///   there are fewer than two pairs
/// @param pairs how many seeds both have
public record Comparison(double difference, double p, int pairs) {
  /// Below this p a difference counts as more than noise.
  public static final double LEVEL = 0.05;

  /// Compares scores.
  ///
  /// @param step the smallest difference that a score can have, such as one in the number of test
  ///   rows. Three equal differences of one row are no proof of anything, so the variance is taken
  ///   to be at least that of rounding both scores, step²/6
  static Comparison of(Outcome outcome, Outcome baseline, double step) {
    List<Double> differences = new ArrayList<>();
    for (Attempt attempt : outcome.attempts()) {
      baseline
          .of(attempt.seed())
          .ifPresent(other -> differences.add(attempt.score() - other.score()));
    }
    int n = differences.size();
    double mean = mean(differences);
    if (n < 2) {
      return new Comparison(mean, Double.NaN, n);
    }
    double deviation = Math.max(deviation(differences), step / Math.sqrt(6));
    double t = mean == 0 ? 0 : mean / (deviation / Math.sqrt(n));
    return new Comparison(mean, StudentT.twoSided(t, n - 1), n);
  }

  /// Whether the difference is more than noise, at [#LEVEL].
  public boolean isReal() {
    return p < LEVEL;
  }

  static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /// With n − 1.
  static double deviation(List<Double> numbers) {
    if (numbers.size() < 2) {
      return Double.NaN;
    }
    double mean = mean(numbers);
    double squares = numbers.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / (numbers.size() - 1));
  }
}
