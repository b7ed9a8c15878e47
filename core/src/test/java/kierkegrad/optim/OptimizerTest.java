package kierkegrad.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
  private static final SGD.Options MOMENTUM = new SGD.Options(0.3).withMomentum(0.9);

  private static Stream<Function<List<Parameter>, Optimizer>> withMemory() {
    return Stream.of(
        p -> new SGD(p, MOMENTUM.withDampening(0.1).withWeightDecay(0.01)),
        p -> new Adam(p, 0.05),
        p -> new AdamW(p, new AdamOptions(0.05, 0.1).withAmsgrad()));
  }

  /// p, η and g here have products that float32 must round: each operation rounds once, as Java's
  /// own float arithmetic does.
  @Test
  void plainDescentCanBeRecomputedToTheLastBit() {
    float[] before = {0.1f, -0.7f, 1234.567f, 3e-8f};
    float[] gradient = {0.3f, 1 / 3f, -0.77f, 5e-7f};
    Parameter p = new Parameter(Tensor.of(before));
    new SGD(List.of(p), 0.05).step(p.value().mul(Tensor.of(gradient)).sum().backward());

    float[] after = p.value().toFloatArray();
    for (int i = 0; i < after.length; i++) {
      float change = 0.05f * gradient[i];
      assertThat(after[i]).isEqualTo(before[i] - change);
    }
  }

  @Test
  void leavesFrozenAndUnusedParametersAlone() {
    Parameter used = new Parameter(Tensor.ones(2));
    Parameter unused = new Parameter(Tensor.ones(2));
    Parameter frozen = new Parameter(Tensor.ones(2));
    Gradients gradients = used.value().add(frozen.value()).sum().backward();
    frozen.freeze();
    Optimizer optimizer = new AdamW(List.of(used, unused, frozen), 0.1);
    optimizer.step(gradients);

    assertThat(used.version()).isEqualTo(1);
    assertThat(unused.version()).isZero();
    assertThat(frozen.version()).isZero();
    assertThat(optimizer.state())
        .containsOnlyKeys("group.0.lr", "0.step", "0.exp_avg", "0.exp_avg_sq");
  }

  @Test
  void trainsGroupsWithTheirOwnOptions() {
    Problem apart = new Problem();
    Problem together = new Problem();
    Optimizer first = new SGD(List.of(apart.w()), 0.5);
    Optimizer second = new SGD(List.of(apart.b()), MOMENTUM);
    Optimizer both =
        new SGD(
            List.of(
                new ParameterGroup<>(List.of(together.w()), new SGD.Options(0.5)),
                new ParameterGroup<>(List.of(together.b()), MOMENTUM)));

    for (int i = 0; i < 5; i++) {
      Gradients gradients = apart.loss().backward();
      first.step(gradients);
      second.step(gradients);
      both.step(together.loss().backward());
    }

    assertThat(together.numbers()).containsExactly(apart.numbers());
  }

  @Test
  void changesTheRateFromTheNextStepOn() {
    Parameter p = new Parameter(Tensor.ones(1));
    Optimizer optimizer = new SGD(List.of(p), 0.5);
    optimizer.step(p.value().sum().backward());
    optimizer.lr(0.25);
    optimizer.step(p.value().sum().backward());

    assertThat(optimizer.lr()).isEqualTo(0.25);
    assertThat(p.value().item()).isEqualTo(1 - 0.5 - 0.25);
    assertThatThrownBy(() -> optimizer.lr(Double.NaN))
        .hasMessage("sgd: learning rate NaN is out of range; use 0 or more");
  }

  @ParameterizedTest
  @MethodSource("withMemory")
  void goesOnFromASavedStateBitByBit(Function<List<Parameter>, Optimizer> make) {
    Problem whole = new Problem();
    Optimizer uninterrupted = make.apply(whole.parameters());
    train(whole, uninterrupted, 4);
    Problem resumed =
        new Problem(new Parameter(whole.w().value()), new Parameter(whole.b().value()));
    uninterrupted.lr(0.07);
    Optimizer restored = make.apply(resumed.parameters());
    Map<String, Tensor> saved = new LinkedHashMap<>(uninterrupted.state());
    train(whole, uninterrupted, 4);
    restored.restore(saved);
    train(resumed, restored, 4);

    assertThat(restored.lr()).isEqualTo(0.07);
    assertThat(resumed.numbers()).containsExactly(whole.numbers());
    assertThat(restored.state().keySet()).containsExactlyElementsOf(uninterrupted.state().keySet());
  }

  private static void train(Problem problem, Optimizer optimizer, int steps) {
    for (int i = 0; i < steps; i++) {
      optimizer.step(problem.loss().backward());
    }
  }

  @Test
  void refusesAStateThatDoesNotFitAndChangesNothing() {
    Problem problem = new Problem();
    Optimizer optimizer = new SGD(problem.parameters(), MOMENTUM);
    train(problem, optimizer, 2);
    Map<String, Tensor> before = optimizer.state();

    Map<String, Tensor> wrongShape = new LinkedHashMap<>(before);
    wrongShape.put("group.0.lr", Tensor.scalar(0.9));
    wrongShape.put("1.momentum_buffer", Tensor.zeros(5));
    assertThatThrownBy(() -> optimizer.restore(wrongShape))
        .hasMessage(
            "sgd: the saved 1.momentum_buffer is [5], expected [2];"
                + " are these the parameters it was saved for?");

    Map<String, Tensor> unknown = new LinkedHashMap<>(before);
    unknown.put("0.exp_avg", Tensor.zeros(3, 2));
    assertThatThrownBy(() -> optimizer.restore(unknown))
        .hasMessage(
            "sgd: the saved state has 0.exp_avg, which this optimizer does not;"
                + " is it another's?");
    assertThatThrownBy(() -> optimizer.restore(Map.of()))
        .hasMessage("sgd: the saved state lacks group.0.lr; was it saved with other groups?");

    assertThat(optimizer.state().keySet()).isEqualTo(before.keySet());
    before.forEach(
        (key, value) -> assertThat(optimizer.state().get(key).sameBits(value)).as(key).isTrue());
  }

  /// The gradient of `w·v` in w is v itself: both must be read before either is written.
  @Test
  void readsEveryGradientBeforeItWritesAnyParameter() {
    Parameter w = new Parameter(Tensor.scalar(2));
    Parameter v = new Parameter(Tensor.scalar(5));
    Gradients aliased = w.value().mul(v.value()).backward().with(w, v.value()).with(v, w.value());
    new SGD(List.of(w, v), 1).step(aliased);

    assertThat(w.value().item()).isEqualTo(2 - 5);
    assertThat(v.value().item()).isEqualTo(5 - 2);
  }

  @Test
  void refusesParametersAndOptionsThatMakeNoSense() {
    Parameter p = new Parameter(Tensor.ones(1));
    assertThatThrownBy(() -> new SGD(List.of(p, p), 0.1))
        .hasMessage("sgd: parameter is given twice; each parameter belongs to one group");
    assertThatThrownBy(() -> new Adam(List.<Parameter>of(), 0.1))
        .hasMessage("adam: there is no parameter to train; is the list model.parameters()?");
    assertThatThrownBy(() -> new SGD(List.of(p), -1))
        .hasMessage("sgd: learning rate -1.0 is out of range; use 0 or more");
    assertThatThrownBy(() -> new SGD.Options(0.1).withNesterov())
        .hasMessage(
            "sgd: Nesterov needs momentum and no dampening,"
                + " got momentum 0.0 and dampening 0.0");
    assertThatThrownBy(() -> new AdamOptions(0.1, 0).withBetas(0.9, 1))
        .hasMessage("adam: beta2 1.0 is out of range; use at least 0 and below 1");
  }

  @Test
  void hasPyTorchsDefaults() {
    Parameter p = new Parameter(Tensor.ones(1));

    assertThat(new Adam(List.of(p), 1e-3).groups().getFirst().options())
        .isEqualTo(new AdamOptions(1e-3, 0.9, 0.999, 1e-8, 0, false, false));
    assertThat(new AdamW(List.of(p), 1e-3).groups().getFirst().options())
        .isEqualTo(new AdamOptions(1e-3, 0.9, 0.999, 1e-8, 0.01, false, false));
    assertThat(new SGD(List.of(p), 1e-3).groups().getFirst().options())
        .isEqualTo(new SGD.Options(1e-3, 0, 0, 0, false, false));
  }
}
