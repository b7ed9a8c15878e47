package kierkegrad.optim.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.optim.Optimizer;
import kierkegrad.optim.Problem;
import kierkegrad.optim.SGD;
import kierkegrad.optim.schedule.ReduceLROnPlateau.Mode;
import kierkegrad.optim.schedule.ReduceLROnPlateau.Options;
import kierkegrad.optim.schedule.ReduceLROnPlateau.ThresholdMode;
import org.junit.jupiter.api.Test;

/// The tables are those of PyTorch 2.13's `ReduceLROnPlateau`.
class ReduceLROnPlateauTest {
  private static final double[] LOSSES = {
    1, 0.9, 0.9, 0.9, 0.9, 0.9, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.8, 0.8, 0.8
  };
  private static final double[] ACCURACIES = {.5, .6, .6, .61, .62, .7, .7, .7, .7, .71, .9};
  private static final Options HALVE = new Options().withPatience(1).withFactor(0.5);

  private static void follows(Options options, double[] metrics, double... table) {
    Optimizer optimizer = new SGD(new Problem().parameters(), 0.4);
    ReduceLROnPlateau schedule = new ReduceLROnPlateau(options);
    double[] rates = new double[metrics.length];
    for (int i = 0; i < rates.length; i++) {
      schedule.step(metrics[i], optimizer);
      rates[i] = optimizer.lr();
    }
    assertThat(rates).containsExactly(table, within(1e-15));
  }

  @Test
  void waitsForItsPatience() {
    follows(
        HALVE, LOSSES, 0.4, 0.4, 0.4, 0.2, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125,
        0.0125, 0.0125, 0.0125, 0.00625);
  }

  @Test
  void coolsDown() {
    follows(
        HALVE.withCooldown(2),
        LOSSES,
        0.4,
        0.4,
        0.4,
        0.2,
        0.2,
        0.2,
        0.2,
        0.2,
        0.1,
        0.1,
        0.1,
        0.1,
        0.05,
        0.05,
        0.05,
        0.05,
        0.025);
  }

  @Test
  void keepsTheLowestRate() {
    follows(
        HALVE.withPatience(0).withMinLr(0.04),
        LOSSES,
        0.4,
        0.4,
        0.2,
        0.1,
        0.05,
        0.04,
        0.04,
        0.04,
        0.04,
        0.04,
        0.04,
        0.04,
        0.04,
        0.04,
        0.04,
        0.04,
        0.04);
  }

  @Test
  void asksForAShareOfTheBest() {
    follows(
        HALVE.withThreshold(0.2, ThresholdMode.REL),
        LOSSES,
        0.4,
        0.4,
        0.2,
        0.2,
        0.1,
        0.1,
        0.05,
        0.05,
        0.025,
        0.025,
        0.0125,
        0.0125,
        0.00625,
        0.00625,
        0.003125,
        0.003125,
        0.0015625);
  }

  @Test
  void asksForAnAmount() {
    follows(
        HALVE.withThreshold(0.07, ThresholdMode.ABS),
        LOSSES,
        0.4,
        0.4,
        0.4,
        0.2,
        0.2,
        0.1,
        0.1,
        0.05,
        0.05,
        0.025,
        0.025,
        0.0125,
        0.0125,
        0.00625,
        0.00625,
        0.00625,
        0.003125);
  }

  @Test
  void wantsLargerAccuracies() {
    follows(
        HALVE.withMode(Mode.MAX).withThreshold(0.05, ThresholdMode.REL),
        ACCURACIES,
        0.4,
        0.4,
        0.4,
        0.2,
        0.2,
        0.2,
        0.2,
        0.1,
        0.1,
        0.05,
        0.05);
    follows(
        HALVE.withMode(Mode.MAX).withThreshold(0.15, ThresholdMode.ABS),
        ACCURACIES,
        0.4,
        0.4,
        0.2,
        0.2,
        0.1,
        0.1,
        0.1,
        0.05,
        0.05,
        0.025,
        0.025);
  }

  @Test
  void takesNaNForNoImprovement() {
    follows(HALVE, new double[] {1, Double.NaN, Double.NaN, 1}, 0.4, 0.4, 0.2, 0.2);
  }

  @Test
  void goesOnFromItsProgress() {
    Optimizer optimizer = new SGD(new Problem().parameters(), 0.4);
    ReduceLROnPlateau before = new ReduceLROnPlateau(HALVE);
    before.step(1, optimizer);
    before.step(1, optimizer);
    ReduceLROnPlateau after = new ReduceLROnPlateau(HALVE);
    after.restore(before.progress());
    after.step(1, optimizer);

    assertThat(optimizer.lr()).isEqualTo(0.2);
  }

  @Test
  void refusesAFactorThatDoesNotReduce() {
    assertThatThrownBy(() -> HALVE.withFactor(1))
        .hasMessage("plateau schedule: factor 1.0 is out of range; use at least 0 and below 1");
  }
}
