package kierkegrad.practice.tricks;

import java.util.List;
import java.util.Locale;

/// What happened, in one sentence that says no more than the numbers do.
final class Verdict {
  private Verdict() {}

  static String of(Outcome outcome, Outcome baseline) {
    int runs = outcome.attempts().size();
    if (runs == 0) {
      return "Not tried: " + outcome.note() + ".";
    }
    if (outcome.failures() == runs) {
      return "Diverged in every run.";
    }
    Comparison comparison = Comparison.of(outcome, baseline, Findings.step(outcome));
    String failed =
        outcome.failures() == 0
            ? ""
            : " %d of %d runs diverged.".formatted(outcome.failures(), runs);
    return score(comparison) + speed(outcome, baseline) + "." + failed;
  }

  private static String score(Comparison c) {
    String points = points(Math.abs(c.difference()));
    if (c.pairs() < 2) {
      String side = c.difference() < 0 ? " lower" : " higher";
      return "With one seed nothing can be said of noise; "
          + (c.difference() == 0 ? "the same score" : points + side);
    }
    String p = c.p() < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.2g", c.p());
    if (c.isReal()) {
      return "%s by %s (%s)".formatted(c.difference() < 0 ? "Worse" : "Better", points, p);
    }
    String sign = c.difference() < 0 ? "−" : "+";
    return "No difference beyond noise (%s%s, %s)".formatted(sign, points, p);
  }

  private static String speed(Outcome outcome, Outcome baseline) {
    List<Integer> mine = outcome.epochsToTarget(baseline);
    List<Integer> others = baseline.epochsToTarget(baseline);
    int runs = outcome.attempts().size();
    if (mine.isEmpty()) {
      return "; it never came within a point of the baseline";
    }
    if (mine.size() < runs) {
      return "; it came within a point of the baseline in %d of %d runs"
          .formatted(mine.size(), runs);
    }
    double now = Outcome.mean(mine).orElseThrow();
    double before = Outcome.mean(others).orElse(now);
    if (Math.abs(now - before) < 1 || (now / before < 1.25 && before / now < 1.25)) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "; within a point of the baseline after %.1f epochs instead of %.1f",
        now,
        before);
  }

  /// Such as `1.2 points`: hundredths of the score.
  static String points(double difference) {
    return difference >= 100
        ? "more than 10,000 points"
        : String.format(Locale.ROOT, "%.1f points", 100 * difference);
  }
}
