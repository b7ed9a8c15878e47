package kierkegrad.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TemperatureScalingTest {
  private static double[][] times(int n, double... row) {
    double[][] rows = new double[n][];
    Arrays.fill(rows, row);
    return rows;
  }

  /// Three of four rows of logits (3, 0) are of the first class: σ(3/T) = 3/4, so T = 3 / ln 3.
  @Test
  void theClosedFormOfEqualRows() {
    TemperatureScaling fitted = TemperatureScaling.fit(times(4, 3, 0), new int[] {0, 0, 1, 0});
    assertThat(fitted.temperature()).isCloseTo(3 / Math.log(3), within(1e-9));
    double entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
    assertThat(fitted.logLossAfter()).isCloseTo(entropy, within(1e-12));
    double sure = 1 / (1 + Math.exp(-3));
    assertThat(fitted.logLossBefore())
        .isCloseTo(-0.75 * Math.log(sure) - 0.25 * Math.log(1 - sure), within(1e-12));
    assertThat(fitted.before().expectedError()).isCloseTo(sure - 0.75, within(1e-12));
    assertThat(fitted.after().expectedError()).isCloseTo(0, within(1e-9));
  }

  /// SciPy 1.10: minimize_scalar(lambda b: mean(logsumexp(b*z, axis=1) − b*z[range(8), y]),
  /// bounds=(0.01, 100), method="bounded", options={"xatol": 1e-13}).
  @Test
  void asSciPyFindsIt() {
    double[][] z = {
      {2, -1, 0.5}, {0.2, 1.5, -3}, {4, 3, 1}, {-2, 0, 5},
      {1, 6, 2}, {3, -4, 0}, {0.5, 0.25, 0.75}, {-1, 2, 2.5}
    };
    TemperatureScaling fitted = TemperatureScaling.fit(z, new int[] {0, 1, 1, 2, 1, 0, 0, 1});
    assertThat(fitted.temperature()).isCloseTo(0.9786188275, within(1e-7));
    assertThat(fitted.logLossBefore()).isCloseTo(0.5042352969525121, within(1e-12));
    assertThat(fitted.logLossAfter()).isCloseTo(0.5041527213969214, within(1e-12));
  }

  /// softmax((2, 0) / 2) = (e, 1) / (e + 1).
  @Test
  void dividesTheLogits() {
    double[][] p = TemperatureScaling.probabilities(new double[][] {{2, 0}, {1e300, 0}}, 2);
    assertThat(p[0][0]).isCloseTo(Math.E / (Math.E + 1), within(1e-15));
    assertThat(p[1]).containsExactly(1, 0);
  }

  @Test
  void withoutAMinimumItStaysOrEndsAtTheLimit() {
    assertThat(TemperatureScaling.fit(times(5, 1, 0), new int[5]).temperature()).isEqualTo(1);
    // Worse than guessing: the less sure, the better.
    assertThat(TemperatureScaling.fit(times(3, 1, 0), new int[] {1, 1, 0}).temperature())
        .isCloseTo(100, within(1e-6));
    // Nothing to scale.
    assertThat(TemperatureScaling.fit(times(2, 0, 0), new int[] {0, 1}).logLossAfter())
        .isCloseTo(Math.log(2), within(1e-12));
    assertThatThrownBy(() -> TemperatureScaling.fit(new double[0][], new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no held-out rows");
  }
}
