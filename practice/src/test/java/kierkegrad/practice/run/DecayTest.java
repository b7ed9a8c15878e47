package kierkegrad.practice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.Optimizer;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.settings.OptimizerChoice;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecayTest {
  private static final double LR = 0.1;
  private static final double RATE = 0.5;

  @ParameterizedTest
  @EnumSource(
      value = OptimizerChoice.class,
      names = {"ADAMW", "LION", "SGD"})
  void weightsShrinkAndBiasesDoNot(OptimizerChoice optimizer) {
    Run run = run(optimizer, Settings.of(Map.of("norm", "layer")));
    List<Tensor> before = values(run);

    withoutGradient(run);

    // Without a gradient, the step is the decay alone: p − ηλp.
    for (int i = 0; i < before.size(); i++) {
      Parameter parameter = run.network().parameters().get(i);
      double kept = parameter.value().rank() > 1 ? 1 - LR * RATE : 1;
      assertThat(parameter.value().toDoubleArray())
          .as(parameter.name())
          .containsExactly(before.get(i).mul(kept).toDoubleArray(), within(1e-6));
    }
  }

  @Test
  void allShrinkIfTold() {
    Run run = run(OptimizerChoice.SGD, Settings.of(Map.of("decay-all", "true")));
    List<Tensor> before = values(run);

    withoutGradient(run);

    for (int i = 0; i < before.size(); i++) {
      assertThat(values(run).get(i).toDoubleArray())
          .containsExactly(before.get(i).mul(0.95).toDoubleArray(), within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(OptimizerChoice.class)
  void everyOptimizerTakesIt(OptimizerChoice choice) {
    Optimizer with = run(choice, Settings.NONE).optimizer();
    Optimizer without =
        Run.of(Source.of("iris"), Settings.NONE.with(Setting.OPTIMIZER, choice).with("decay", "0"))
            .optimizer();

    assertThat(with.groups()).hasSize(2);
    assertThat(with.groups().getLast().parameters()).allMatch(p -> p.value().rank() == 1);
    assertThat(without.groups()).hasSize(1);
  }

  @Test
  void accumulatedBatchesAreOneLargeBatch() {
    Settings settings =
        Settings.of(Map.of("epochs", "3", "shuffle", "false", "dtype", "f64", "optimizer", "sgd"));
    Run large = Run.of(Source.of("iris"), settings.with("batch", "20"));
    Run small = Run.of(Source.of("iris"), settings.with("batch", "10").with("accumulate", "2"));

    large.fit();
    small.fit();

    for (int i = 0; i < values(large).size(); i++) {
      assertThat(values(small).get(i).toDoubleArray())
          .containsExactly(values(large).get(i).toDoubleArray(), within(1e-12));
    }
    assertThat(small.settings().steps(120)).isEqualTo(18);
  }

  @Test
  void smoothedTargetsCostWhatTheFormulaSays() {
    Run run = Run.of(Source.of("iris"), Settings.of(Map.of("label-smoothing", "0.3")));
    Tensor logits = Tensor.of(new double[] {2, 1, 0}, 1, 3);

    // −(0.8 ln p₀ + 0.1 ln p₁ + 0.1 ln p₂), with ln p = z − ln(e² + e + 1)
    double total = Math.log(Math.exp(2) + Math.exp(1) + 1);
    assertThat(run.loss().of(logits, Tensor.of(new long[] {0})).item())
        .isCloseTo(-(0.8 * (2 - total) + 0.1 * (1 - total) - 0.1 * total), within(1e-12));
    assertThatThrownBy(() ->
            Run.of(Source.of("iris"), Settings.of(Map.of("label-smoothing", "0.1", "loss", "mse"))))
        .hasMessage("--label-smoothing goes with --loss cross-entropy, not with mse");
  }

  private static Run run(OptimizerChoice optimizer, Settings settings) {
    return Run.of(
        Source.of("iris"),
        settings.with(Setting.OPTIMIZER, optimizer).with(Setting.LR, LR).with(Setting.DECAY, RATE));
  }

  private static List<Tensor> values(Run run) {
    return run.network().parameters().stream().map(p -> p.value().detach().copy()).toList();
  }

  /// A step on a loss that is 0 whatever the parameters are.
  private static void withoutGradient(Run run) {
    Tensor loss =
        run.network().parameters().stream()
            .map(p -> p.value().sum().mul(0))
            .reduce(Tensor::add)
            .orElseThrow();
    run.optimizer().step(loss.backward());
  }
}
