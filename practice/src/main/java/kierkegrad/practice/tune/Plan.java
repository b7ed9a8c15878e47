package kierkegrad.practice.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How much is tried.
///
/// With [Method#HALVING], all settings are first trained for few epochs; the best third goes on to
/// three times as many, and so on up to the budget (successive halving: Jamieson and Talwalkar
/// 2016; with a third, the inner loop of Hyperband: Li et al. 2018). Every rung trains from the
/// start, because a schedule of the learning rate is laid over the whole training.
///
/// @param method how
/// @param trials how many settings are drawn
/// @param budget the epochs of the longest trainings
/// @param seed draws the settings
public record Plan(Method method, int trials, int budget, long seed) {
  private static final int FACTOR = 3;
  private static final int MOST_RUNGS = 4;

  /// A kind of search.
  public enum Method {
    /// All settings for all epochs (Bergstra and Bengio 2012).
    RANDOM,
    /// Many for few epochs, the best ones for more.
    HALVING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How many trials train for how many epochs.
  ///
  /// @param trials how many
  /// @param epochs each
  public record Rung(int trials, int epochs) {}

  /// @throws IllegalArgumentException if a number is not positive
  public Plan {
    if (trials < 1 || budget < 1) {
      throw new IllegalArgumentException("a search needs at least 1 trial and 1 epoch");
    }
  }

  /// The rungs, the shortest first; a random search has one.
  public List<Rung> rungs() {
    int count = 1;
    if (method == Method.HALVING) {
      int power = FACTOR;
      while (count < MOST_RUNGS && trials / power >= 1 && budget / power >= 1) {
        count++;
        power *= FACTOR;
      }
    }
    List<Rung> rungs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int less = (int) Math.pow(FACTOR, count - 1 - i);
      int fewer = (int) Math.pow(FACTOR, i);
      rungs.add(new Rung(Math.max(1, trials / fewer), Math.max(1, budget / less)));
    }
    return rungs;
  }

  /// All trainings.
  public int trainings() {
    return rungs().stream().mapToInt(Rung::trials).sum();
  }
}
