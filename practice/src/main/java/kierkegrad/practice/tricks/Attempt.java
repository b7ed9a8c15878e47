package kierkegrad.practice.tricks;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One training of the experiment.
///
/// @param seed decides the split, the first weights and the order of rows
/// @param scores on the test rows after every epoch: accuracy, or R² of numbers
/// @param rmse the error in the target's own unit at the end, if it is a number
/// @param step the smallest difference between two scores: one in the number of test rows, or 0 of
///   numbers
/// @param seconds of the training, with the tests after every epoch, beside other trainings
/// @param failure why it ended early, if a number was not finite
public record Attempt(
    long seed,
    List<Double> scores,
    Optional<Double> rmse,
    double step,
    double seconds,
    Optional<String> failure) {
  /// Keeps an immutable copy.
  public Attempt {
    scores = List.copyOf(scores);
  }

  /// The score at the end; 0, as of a guess that knows nothing, if it failed in the first epoch.
  public double score() {
    return scores.isEmpty() ? 0 : scores.getLast();
  }

  /// The first epoch, counted from 1, whose score is not less.
  public OptionalInt reaches(double target) {
    for (int i = 0; i < scores.size(); i++) {
      if (scores.get(i) >= target) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }
}
