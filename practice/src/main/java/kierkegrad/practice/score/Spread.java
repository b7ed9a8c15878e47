package kierkegrad.practice.score;

import java.util.Arrays;

/// The mean of some numbers and how far they scatter.
///
/// @param mean their mean
/// @param deviation their standard deviation, `√(Σ(x − x̄)² / (n − 1))`; 0 of a single one
public record Spread(double mean, double deviation) {
  /// Of numbers.
  public static Spread of(double... numbers) {
    double mean = Arrays.stream(numbers).average().orElse(Double.NaN);
    double squares = Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum();
    return new Spread(mean, numbers.length < 2 ? 0 : Math.sqrt(squares / (numbers.length - 1)));
  }

  /// Such as `0.9600 ± 0.0279`.
  @Override
  public String toString() {
    return "%.4f ± %.4f".formatted(mean, deviation);
  }
}
