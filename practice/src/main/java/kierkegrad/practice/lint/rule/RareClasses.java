package kierkegrad.practice.lint.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;

/// A class needs rows to be learnt from.
final class RareClasses implements Rule {
  private static final int LEAST = 5;

  @Override
  public String name() {
    return "rare-classes";
  }

  @Override
  public String when() {
    return "a class has fewer than 5 training rows";
  }

  @Override
  public String why() {
    return "A class that was seen a few times is learnt by heart, and one that was never "
        + "seen cannot be answered.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    long[] counts = setup.counts();
    List<String> rare =
        IntStream.range(0, counts.length)
            .filter(k -> counts[k] < LEAST)
            .mapToObj(k -> "%s (%d)".formatted(setup.className(k), counts[k]))
            .toList();
    if (rare.isEmpty()) {
      return Optional.empty();
    }
    return finds(
        Severity.WARNING,
        "fewer than %d training rows: %s".formatted(LEAST, String.join(", ", rare)),
        Fix.words("collect rows of them, or put them together in one class"));
  }
}
