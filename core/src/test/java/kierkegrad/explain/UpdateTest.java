package kierkegrad.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import kierkegrad.data.Batch;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.Adam;
import kierkegrad.optim.AdamOptions;
import kierkegrad.optim.AdamW;
import kierkegrad.optim.CustomOptimizer;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.ParameterGroup;
import kierkegrad.optim.RMSprop;
import kierkegrad.optim.SGD;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Updates: what is written computes to what the optimizer did.
class UpdateTest {
  private static final Batch BATCH =
      new Batch(
          Tensor.of(new double[] {1, 2, -1, 0.5}, 2, 2), Tensor.of(new double[] {1, -1}, 2, 1));

  private static Linear layer() {
    Linear layer = new Linear(2, 1);
    layer.to(DType.F64);
    layer.weight().set(Tensor.of(new double[] {0.5, -0.25}, 1, 2));
    layer.bias().orElseThrow().set(Tensor.of(new double[] {0.1}));
    return layer;
  }

  private static Explanation steps(Linear layer, Optimizer optimizer, int count) {
    Explanation e = Explain.step(layer, new MSELoss(), optimizer, BATCH);
    for (int i = 1; i < count; i++) {
      e = Explain.step(layer, new MSELoss(), optimizer, BATCH);
    }
    return e;
  }

  static Stream<Function<List<Parameter>, Optimizer>> optimizers() {
    SGD.Options sgd = new SGD.Options(0.1);
    AdamOptions adam = new AdamOptions(0.1, 0);
    return Stream.of(
        p -> new SGD(p, sgd),
        p -> new SGD(p, sgd.withWeightDecay(0.2)),
        p -> new SGD(p, sgd.withMomentum(0.9)),
        p -> new SGD(p, sgd.withMomentum(0.9).withDampening(0.3).withWeightDecay(0.2)),
        p -> new SGD(p, sgd.withMomentum(0.9).withNesterov()),
        p -> new Adam(p, adam),
        p -> new Adam(p, adam.withWeightDecay(0.2).withAmsgrad()),
        p -> new AdamW(p, adam.withWeightDecay(0.2)),
        p -> new AdamW(p, adam));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyLineCanBeComputedAgain(Function<List<Parameter>, Optimizer> create) {
    for (int count = 1; count <= 3; count++) {
      Linear layer = layer();
      Explanation e = steps(layer, create.apply(layer.parameters()), count);
      for (ParameterUpdate update : e.updates()) {
        Parameter p = update.name().equals("weight") ? layer.weight() : layer.bias().orElseThrow();
        assertThat(update.after().toDoubleArray()).isEqualTo(p.value().toDoubleArray());
        assertThat(e.nodes().get(update.node()).name()).isEqualTo(update.name());
        for (int i = 0; i < update.before().elements(); i++) {
          for (Working line : update.workings(i)) {
            assertThat(Calculator.of(line.numbers(Style.EXACT)))
                .as(line.toString())
                .isCloseTo(line.result(), within(1e-12));
          }
          assertThat(update.workings(i).getLast().result())
              .isEqualTo(update.after().toDoubleArray()[i]);
        }
      }
    }
  }

  /// p′ = p − η·g. The prediction for (1, 2) is 0.1, 0.9 too low, and for (−1, 0.5) −0.525, 0.475
  /// too high: dC/db = −0.9 + 0.475 = −0.425, and 0.1 + 0.1·0.425 = 0.1425.
  @Test
  void plainDescentIsOneLine() {
    Linear layer = layer();
    ParameterUpdate update =
        steps(layer, new SGD(layer.parameters(), 0.1), 1).update("bias").orElseThrow();

    assertThat(update.rules()).containsExactly("p′ = p − η·g");
    assertThat(update.settings()).containsExactly(new Setting("η", "learning rate", 0.1));
    assertThat(update.workings(0).getFirst())
        .hasToString("p′ = p − η·g = 0.1 − 0.1·(−0.425) = 0.1425");
    assertThat(update.change().item()).isCloseTo(0.0425, within(1e-15));
    assertThat(update.memory()).isEmpty();
  }

  /// The second step with μ = 0.5: v was −0.425.
  @Test
  void momentumShowsWhatItRemembered() {
    Linear layer = layer();
    SGD.Options options = new SGD.Options(0.1).withMomentum(0.5);
    ParameterUpdate update =
        steps(layer, new SGD(layer.parameters(), options), 2).update("bias").orElseThrow();
    double g = update.gradient().item();

    assertThat(update.rules()).containsExactly("v′ = μ·v + g", "p′ = p − η·v′");
    Memory memory = update.memory().getFirst();
    assertThat(memory.symbol()).isEqualTo("v");
    assertThat(memory.before().orElseThrow().item()).isCloseTo(-0.425, within(1e-15));
    assertThat(memory.after().item()).isCloseTo(0.5 * -0.425 + g, within(1e-15));
  }

  /// Adam's first step is η·g/|g|, whatever g.
  @Test
  void adamShowsMomentsAndTheirCorrection() {
    Linear layer = layer();
    ParameterUpdate update =
        steps(layer, new Adam(layer.parameters(), 0.1), 1).update("bias").orElseThrow();

    assertThat(update.rules())
        .containsExactly(
            "m′ = β₁·m + (1 − β₁)·g",
            "v′ = β₂·v + (1 − β₂)·g²",
            "m̂ = m′/(1 − β₁ᵗ)",
            "v̂ = v′/(1 − β₂ᵗ)",
            "p′ = p − η·m̂/(√v̂ + ε)");
    assertThat(update.workings(0).get(2).result()).isCloseTo(-0.425, within(1e-15));
    assertThat(update.after().item()).isCloseTo(0.2, within(1e-7));
  }

  /// A step against the sign of the gradient.
  private static final class Signs extends CustomOptimizer<SGD.Options> {
    Signs(List<Parameter> parameters) {
      super(
          "signs",
          List.of(new ParameterGroup<>(parameters, new SGD.Options(0.1))),
          List.of("last"));
    }

    @Override
    protected Tensor update(
        Tensor p, Tensor g, double lr, SGD.Options options, Map<String, Tensor> memory) {
      memory.put("last", g.copy());
      return p.sub(g.sign().mul(lr));
    }
  }

  /// The second step overshoots: with w = (0.6, −0.15) and b = 0.2 the predictions are 0.5 too low
  /// and 0.525 too high.
  @Test
  void anUnknownOptimizerShowsBeforeAndAfter() {
    Linear layer = layer();
    Explanation e = steps(layer, new Signs(layer.parameters()), 2);
    ParameterUpdate update = e.update("bias").orElseThrow();

    assertThat(update.rule()).isEmpty();
    assertThat(update.workings(0)).isEmpty();
    assertThat(update.before().item()).isCloseTo(0.2, within(1e-15));
    assertThat(update.after().item()).isCloseTo(0.1, within(1e-15));
    assertThat(update.memory()).extracting(Memory::name).containsExactly("last");
    assertThat(e.node("bias").toString())
        .contains("update by Signs; η = 0.1", "last′, remembered", "p′, the value after");
  }

  /// The formulas in tensor operations show what goes in and what comes out.
  @Test
  void aTracedOptimizerShowsWhatItRemembers() {
    Linear layer = layer();
    Optimizer optimizer =
        new RMSprop(layer.parameters(), new RMSprop.Options(0.1).withMomentum(0.9));
    Explanation e = steps(layer, optimizer, 2);
    ParameterUpdate update = e.update("bias").orElseThrow();

    assertThat(e.node("bias").toString())
        .contains("square_avg′, remembered", "v′ (momentum_buffer), remembered");
    assertThat(update.optimizer()).isEqualTo("RMSprop");
    assertThat(update.settings()).containsExactly(new Setting("η", "learning rate", 0.1));
    assertThat(update.memory())
        .extracting(Memory::name)
        .containsExactly("square_avg", "momentum_buffer");
    Memory square = update.memory().getFirst();
    double g = update.gradient().item();
    assertThat(square.after().item())
        .isCloseTo(0.99 * square.before().orElseThrow().item() + 0.01 * g * g, within(1e-15));
    double way = update.memory().getLast().after().item();
    assertThat(update.after().item()).isCloseTo(update.before().item() - 0.1 * way, within(1e-15));
  }

  @Test
  void aFrozenParameterIsNotUpdated() {
    Linear layer = layer();
    layer.weight().freeze();

    Explanation e = steps(layer, new SGD(layer.parameters(), 0.1), 1);

    assertThat(e.updates()).extracting(ParameterUpdate::name).containsExactly("bias");
    assertThat(e.node("weight").node().gradient()).isEmpty();
  }

  @Test
  void anEntryThatIsNotThereIsAClearError() {
    Linear layer = layer();
    ParameterUpdate update =
        Objects.requireNonNull(
            steps(layer, new SGD(layer.parameters(), 0.1), 1).updates().getFirst());

    assertThatThrownBy(() -> update.workings(2))
        .hasMessage(
            "weight: its value [1, 2] has no entry 2; entries are counted row by row from 0 to 1");
  }
}
