package kierkegrad.optim.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import kierkegrad.optim.Adagrad;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.ParameterGroup;
import kierkegrad.optim.Problem;
import kierkegrad.optim.SGD;
import org.junit.jupiter.api.Test;

/// The tables come from a transcription of PyTorch 2.10's recursive formulas (`get_lr`), which
/// compute a rate from the one before it; here each rate is computed on its own.
class ScheduleTest {
  private static void follows(Schedule schedule, double... table) {
    double[] rates =
        LongStream.range(0, table.length).mapToDouble(t -> schedule.lr(0.4, t)).toArray();
    assertThat(rates).containsExactly(table, within(1e-14));
  }

  @Test
  void constant() {
    follows(Schedule.constant(), 0.4, 0.4, 0.4);
  }

  @Test
  void step() {
    follows(new StepLR(3, 0.5), 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.05);
    assertThat(new StepLR(7).gamma()).isEqualTo(0.1);
  }

  @Test
  void exponential() {
    follows(
        new ExponentialLR(0.9), 0.4, 0.36, 0.324, 0.2916, 0.26244, 0.236196, 0.2125764, 0.19131876);
  }

  @Test
  void cosineGoesDownAndUpAgain() {
    follows(
        new CosineAnnealingLR(5, 0.1),
        0.4,
        0.37135254915624216,
        0.29635254915624215,
        0.2036474508437579,
        0.1286474508437579,
        0.1,
        0.1286474508437579,
        0.20364745084375796,
        0.29635254915624226,
        0.3713525491562424,
        0.4,
        0.3713525491562426,
        0.29635254915624243);
    assertThat(new CosineAnnealingLR(5).lr(0.4, 5)).isEqualTo(0);
  }

  @Test
  void warmUpThenAnother() {
    follows(
        new LinearWarmup(4, 0.25, new ExponentialLR(0.5)),
        0.1,
        0.175,
        0.25,
        0.325,
        0.4,
        0.2,
        0.1,
        0.05,
        0.025);
    follows(new LinearWarmup(2), 0.4 / 3, 0.4 * 2 / 3, 0.4, 0.4);
    follows(new LinearWarmup(0).withThen(new ExponentialLR(0.5)), 0.4, 0.2);
  }

  @Test
  void oneCycle() {
    follows(
        new OneCycleLR(10),
        0.016,
        0.208,
        0.4,
        0.38019385280538953,
        0.3246982615799052,
        0.24450480877451572,
        0.1554967912254843,
        0.0753033384200948,
        0.019807747194610516,
        1.6e-06);
    follows(
        new OneCycleLR(7).withPctStart(0.5).withDivFactors(10, 100),
        0.04,
        0.16437694101250946,
        0.36562305898749053,
        0.38021357980690335,
        0.24465968260447163,
        0.07562673758862505,
        0.0004);
  }

  @Test
  void oneCycleStaysAtItsEndAndBearsShortLives() {
    assertThat(new OneCycleLR(10).lr(0.4, 99)).isCloseTo(1.6e-6, within(1e-16));
    for (int steps = 1; steps < 8; steps++) {
      for (int t = 0; t <= steps; t++) {
        assertThat(new OneCycleLR(steps).lr(0.4, t)).isBetween(1.5e-6, 0.4);
        assertThat(new OneCycleLR(steps).withPctStart(0).lr(0.4, t)).isBetween(1.5e-6, 0.4);
      }
    }
  }

  @Test
  void startsEveryGroupFromItsOwnRate() {
    Problem problem = new Problem();
    Optimizer optimizer =
        new SGD(
            List.of(
                new ParameterGroup<>(List.of(problem.w()), new SGD.Options(1)),
                new ParameterGroup<>(List.of(problem.b()), new SGD.Options(10))));
    Schedule half = new ExponentialLR(0.5);

    half.apply(optimizer, 2);
    half.apply(optimizer, 2); // has no memory

    assertThat(optimizer.lr(0)).isEqualTo(0.25);
    assertThat(optimizer.lr(1)).isEqualTo(2.5);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new StepLR(0))
        .hasMessage("step schedule: step size 0.0 is out of range; use more than 0");
    assertThatThrownBy(() -> new ExponentialLR(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CosineAnnealingLR(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LinearWarmup(3, 0, Schedule.constant()))
        .hasMessage("warm-up: start factor 0.0 is out of range; use more than 0 up to 1");
    assertThatThrownBy(() -> new OneCycleLR(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void newOnes() {
    follows(new MultiStepLR(List.of(2L, 3L), 0.5), 0.4, 0.4, 0.2, 0.1, 0.1);
    follows(new ConstantLR(0.5, 2), 0.2, 0.2, 0.4, 0.4);
    follows(new LinearLR(0.5, 1, 2), 0.2, 0.3, 0.4, 0.4);
    follows(new PolynomialLR(4, 1), 0.4, 0.3, 0.2, 0.1, 0, 0);
    follows(new CosineAnnealingWarmRestarts(2, 2, 0), 0.4, 0.2, 0.4, 0.34142135623730951, 0.2);
    follows(new CyclicLR(0.1, 0.3, 2), 0.1, 0.2, 0.3, 0.2, 0.1, 0.2);
    follows(new CyclicLR(0.1, 0.3, 1).withHalving(), 0.1, 0.3, 0.1, 0.2, 0.1, 0.15);
    follows(new CyclicLR(0.1, 0.3, 1).withExpRange(0.5), 0.1, 0.2, 0.1, 0.125);
    follows(new LambdaLR(t -> t), 0, 0.4, 0.8);
    follows(new MultiplicativeLR(t -> t), 0.4, 0.4, 0.8, 2.4);
    follows(new SWALR(0.2, 2, Anneal.LINEAR), 0.4, 0.3, 0.2, 0.2);
    assertThat(new SWALR(0.2).lr(0.4, 5)).isCloseTo(0.3, within(1e-15));
  }

  @Test
  void oneAfterTheOther() {
    follows(
        new SequentialLR(
            List.of(new ConstantLR(0.5, 9), new ExponentialLR(0.5), new MultiplicativeLR(_ -> 2)),
            List.of(2L, 4L)),
        0.2,
        0.2,
        0.4,
        0.2,
        0.2,
        0.4);
    assertThatThrownBy(() -> new SequentialLR(List.of(new StepLR(1)), List.of(3L)))
        .hasMessage(
            "sequential schedule: 1 schedules and 1 milestones; use one milestone less than schedules");
    assertThatThrownBy(() -> new SequentialLR(List.of(new StepLR(1), new StepLR(2)), List.of(0L)))
        .hasMessage("sequential schedule: milestone 0 is not after 0; name times that grow");
  }

  @Test
  void allAtOnce() {
    ChainedScheduler chain =
        new ChainedScheduler(List.of(new ConstantLR(0.5, 2), new StepLR(1, 0.5)));
    follows(chain, 0.2, 0.1, 0.1, 0.05);
    assertThat(chain.lr(0.4, 1)).isEqualTo(0.1); // back in time
    assertThatThrownBy(() -> new ChainedScheduler(List.of()))
        .hasMessage("chained schedule: no schedule; name at least one");
  }

  /// Momentum goes down while the rate goes up.
  @Test
  void movesTheMomentumToo() {
    Problem problem = new Problem();
    Optimizer sgd = new SGD(problem.parameters(), new SGD.Options(1).withMomentum(0.9));
    new CyclicLR(0.1, 0.3, 2).apply(sgd, 1);
    assertThat(sgd.momentum(0).orElseThrow()).isCloseTo(0.85, within(1e-15));
    new OneCycleLR(10).apply(sgd, 2);
    assertThat(sgd.momentum(0)).hasValue(0.85);
    new OneCycleLR(10).withThreePhases().apply(sgd, 9);
    assertThat(sgd.momentum(0)).hasValue(0.95);
    new OneCycleLR(10).withMomentum(0.5, 0.6).apply(sgd, 0);
    assertThat(sgd.momentum(0)).hasValue(0.6);
    new OneCycleLR(10).withoutMomentum().apply(sgd, 2);
    assertThat(sgd.momentum(0)).hasValue(0.6);
    Schedule both =
        new SequentialLR(List.of(new StepLR(1), new CyclicLR(0.1, 0.3, 2)), List.of(1L));
    assertThat(both.momentum(0)).isEmpty();
    assertThat(both.momentum(1)).hasValue(0.9);
    assertThat(new ChainedScheduler(List.of(both)).momentum(3).orElseThrow())
        .isCloseTo(0.8, within(1e-15));
    Optimizer none = new Adagrad(problem.parameters(), 0.1);
    assertThatThrownBy(() -> new OneCycleLR(10).apply(none, 0))
        .hasMessage("Adagrad has no momentum; use a schedule that leaves it alone");
  }
}
