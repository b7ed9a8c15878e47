package kierkegrad.practice.tricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.practice.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  /// From SciPy 1.10, `2 * stats.t.sf(abs(t), n)`.
  @ParameterizedTest
  @CsvSource({
    "2.5, 2, 0.1296117202215108",
    "0.3, 4, 0.7791214282774597",
    "4.302652729696142, 2, 0.050000000001147876",
    "10, 9, 3.57823743192474e-06",
    "-1.2, 1, 0.44228412324739086",
    "60, 3, 1.0199593673319746e-05",
    "0, 5, 1",
  })
  void studentsDistribution(double t, double freedom, double expected) {
    assertThat(StudentT.twoSided(t, freedom)).isCloseTo(expected, within(1e-9 * expected));
  }

  /// From SciPy 1.10, `stats.ttest_rel`.
  @Test
  void pairsAreCompared() {
    Comparison c = Comparison.of(outcome(0.90, 0.92, 0.95), outcome(0.93, 0.94, 0.96), 0);

    assertThat(c.difference()).isCloseTo(-0.02, within(1e-12));
    assertThat(c.p()).isCloseTo(0.0741799002274488, within(1e-9));
    assertThat(c.isReal()).isFalse();
  }

  /// Three times one row of 100 is no proof; three times ten rows is one.
  @Test
  void equalDifferencesAreJudgedByTheSizeOfARow() {
    Outcome baseline = outcome(0.90, 0.92, 0.95);

    assertThat(Comparison.of(outcome(0.91, 0.93, 0.96), baseline, 0.01).isReal()).isFalse();
    assertThat(Comparison.of(outcome(0.80, 0.82, 0.85), baseline, 0.01).isReal()).isTrue();
    assertThat(Comparison.of(baseline, baseline, 0.01).p()).isEqualTo(1);
  }

  @Test
  void oneSeedProvesNothing() {
    Outcome one = outcome(0.5);

    assertThat(Comparison.of(one, outcome(0.9), 0.01).isReal()).isFalse();
    assertThat(Verdict.of(one, outcome(0.9)))
        .startsWith("With one seed nothing can be said of noise; 40.0 points lower");
  }

  @Test
  void theVerdictSaysWhatTheNumbersSay() {
    Outcome baseline = outcome(0.90, 0.92, 0.95);

    assertThat(Verdict.of(outcome(0.80, 0.82, 0.85), baseline))
        .matches("Worse by 10.0 points \\(p < 0.001\\); it never came .* of the baseline\\.");
    assertThat(Verdict.of(outcome(0.91, 0.92, 0.94), baseline))
        .startsWith("No difference beyond noise (+0.0 points, p = 1.0)");
    assertThat(Verdict.of(failed(), baseline)).isEqualTo("Diverged in every run.");
    assertThat(Verdict.of(new Outcome(Optional.empty(), Settings.NONE, "why", List.of()), baseline))
        .isEqualTo("Not tried: why.");
  }

  @Test
  void theTargetIsAPointBelowTheBaselinesEnd() {
    Attempt attempt = attempt(0, List.of(0.5, 0.888, 0.891, 0.9), Optional.empty());

    assertThat(attempt.reaches(0.9 - Findings.MARGIN)).hasValue(3);
    assertThat(attempt.reaches(0.95)).isEmpty();
  }

  private static Outcome failed() {
    return new Outcome(
        Optional.of(Trick.LARGE_INIT),
        Settings.NONE,
        "",
        List.of(attempt(0, List.of(), Optional.of("NaN"))));
  }

  private static Outcome outcome(double... scores) {
    List<Attempt> attempts = new ArrayList<>();
    for (int seed = 0; seed < scores.length; seed++) {
      attempts.add(attempt(seed, List.of(scores[seed]), Optional.empty()));
    }
    return new Outcome(Optional.of(Trick.TANH), Settings.NONE, "", attempts);
  }

  private static Attempt attempt(long seed, List<Double> scores, Optional<String> failure) {
    return new Attempt(seed, scores, Optional.empty(), 0.01, 1, failure);
  }
}
