package kierkegrad.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every optimizer must do besides its formula: go on where it was stopped, bit by bit, and
/// follow rates, freezing, types and gradients wherever they lie.
class ContinuationTest {
  /// An optimizer with options that make use of all it remembers.
  record Case(String name, Function<List<Parameter>, Optimizer> of, List<String> memories) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, Function<List<Parameter>, Optimizer> of, String... memories) {
    return new Case(name, of, List.of(memories));
  }

  static Stream<Case> all() {
    return Stream.of(
        of("SGD", p -> new SGD(p, new SGD.Options(0.05).withMomentum(0.9)), "momentum_buffer"),
        of("SGD up", p -> new SGD(p, new SGD.Options(0.05).withMaximize())),
        of("Adam", p -> new Adam(p, 0.05), "step", "exp_avg", "exp_avg_sq"),
        of(
            "AdamW",
            p -> new AdamW(p, new AdamOptions(0.05, 0.1).withAmsgrad()),
            "step",
            "exp_avg",
            "exp_avg_sq",
            "max_exp_avg_sq"),
        of("NAdam", p -> new NAdam(p, 0.05), "step", "exp_avg", "exp_avg_sq", "mu_product"),
        of("RAdam", p -> new RAdam(p, 0.05), "step", "exp_avg", "exp_avg_sq"),
        of("Adamax", p -> new Adamax(p, 0.05), "step", "exp_avg", "exp_inf"),
        of(
            "Adagrad",
            p -> new Adagrad(p, new Adagrad.Options(0.1).withLrDecay(0.01)),
            "step",
            "sum"),
        of("Adadelta", p -> new Adadelta(p, 1), "step", "square_avg", "acc_delta"),
        of(
            "RMSprop",
            p -> new RMSprop(p, new RMSprop.Options(0.01).withMomentum(0.5).withCentered()),
            "step",
            "square_avg",
            "grad_avg",
            "momentum_buffer"),
        of("Rprop", p -> new Rprop(p, 0.01), "step", "prev", "step_size"),
        of("ASGD", p -> new ASGD(p, new ASGD.Options(0.05).withT0(5)), "step", "eta", "mu", "ax"),
        of("Lion", p -> new Lion(p, new Lion.Options(0.01).withWeightDecay(0.1)), "exp_avg"),
        of(
            "Adafactor",
            p -> new Adafactor(p, new Adafactor.Options(0.1)),
            "step",
            "row_var",
            "col_var",
            "variance"),
        of("Muon", p -> new Muon(p, 0.05), "momentum_buffer"));
  }

  private static Parameter weight(DType type) {
    return new Parameter(Tensor.of(new double[] {0.5, -1, 2, 0.25, -0.75, 1.5}, 2, 3).to(type));
  }

  /// A quartic well: the slope changes its sign on the way.
  private static Gradients slope(Parameter p) {
    Tensor x = p.value();
    return x.square().square().sub(x.square().mul(2)).add(x.mul(0.3)).sum().backward();
  }

  private static void steps(Optimizer optimizer, Parameter p, int count) {
    for (int i = 0; i < count; i++) {
      optimizer.step(slope(p));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void goesOnBitByBit(Case example) {
    for (DType type : List.of(DType.F32, DType.F64)) {
      Parameter whole = weight(type);
      Optimizer uninterrupted = example.of().apply(List.of(whole));
      steps(uninterrupted, whole, 15);
      SequencedMap<String, Tensor> saved = new LinkedHashMap<>(uninterrupted.state());
      Parameter resumed = new Parameter(whole.value());
      steps(uninterrupted, whole, 15);

      Optimizer restored = example.of().apply(List.of(resumed));
      steps(restored, resumed, 2);
      resumed.set(Tensor.zeros(type, resumed.value().shape()));
      Parameter again = weight(type);
      Optimizer fresh = example.of().apply(List.of(again));
      steps(fresh, again, 15);
      resumed.set(again.value());
      restored.restore(saved);
      steps(restored, resumed, 15);

      assertThat(resumed.value().sameBits(whole.value())).as(type.name()).isTrue();
      assertThat(restored.state().keySet()).isEqualTo(uninterrupted.state().keySet());
      uninterrupted
          .state()
          .forEach((key, value) -> assertThat(restored.state().get(key).sameBits(value)).isTrue());
      assertThat(
              saved.keySet().stream().filter(key -> key.startsWith("0.")).map(k -> k.substring(2)))
          .containsExactlyInAnyOrderElementsOf(
              example.memories().stream().filter(m -> !m.equals("variance")).toList());
    }
  }

  /// A bound step reads its gradients' storages anew, and follows rates, momenta, freezing,
  /// restoring and another type.
  @ParameterizedTest
  @MethodSource("all")
  void aBoundStepIsAStep(Case example) {
    Parameter stepped = weight(DType.F32);
    Parameter bound = weight(DType.F32);
    Optimizer first = example.of().apply(List.of(stepped));
    Optimizer second = example.of().apply(List.of(bound));
    Tensor place = Tensor.zeros(DType.F32, stepped.value().shape());
    Storage storage = place.storage();
    Runnable run =
        second.bind(() -> Gradients.none().with(bound, Tensor.on(storage, place.layout())));
    for (int t = 1; t <= 7; t++) {
      switch (t) {
        case 2 -> {
          first.lr(0.02);
          second.lr(0.02);
        }
        case 3 -> {
          stepped.freeze();
          bound.freeze();
        }
        case 4 -> {
          stepped.unfreeze();
          bound.unfreeze();
        }
        case 5 -> {
          first.restore(first.state());
          second.restore(second.state());
        }
        case 6 -> {
          new Holder(stepped).to(DType.F64);
          new Holder(bound).to(DType.F64);
        }
        case 7 ->
            first
                .momentum(0)
                .ifPresent(momentum -> {
                  first.momentum(0, momentum / 2);
                  second.momentum(0, momentum / 2);
                });
        default -> {}
      }
      Tensor slopes = Tensor.linspace(t - 4, 3, 6).reshape(2, 3).to(DType.F32);
      Backend.current().overwrite(storage, slopes);
      first.step(Gradients.none().with(stepped, slopes));
      run.run();
      assertThat(bound.value().sameBits(stepped.value())).as("step " + t).isTrue();
    }
    assertThat(bound.value().dtype()).isEqualTo(DType.F64);
  }

  private record Holder(Parameter weight) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x;
    }
  }

  /// The slope of p·q in one is the other itself.
  @ParameterizedTest
  @MethodSource("all")
  void readsAllGradientsBeforeItWrites(Case example) {
    Parameter p = weight(DType.F64);
    Parameter q = new Parameter(weight(DType.F64).value().mul(2).add(1));
    Parameter copyOfP = new Parameter(p.value());
    Parameter copyOfQ = new Parameter(q.value());
    example.of().apply(List.of(p, q)).step(Gradients.none().with(p, q.value()).with(q, p.value()));
    example
        .of()
        .apply(List.of(copyOfP, copyOfQ))
        .step(Gradients.none().with(copyOfP, q(copyOfQ)).with(copyOfQ, q(copyOfP)));

    assertThat(p.value().sameBits(copyOfP.value())).isTrue();
    assertThat(q.value().sameBits(copyOfQ.value())).isTrue();
  }

  private static Tensor q(Parameter p) {
    return p.value().copy();
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesWhatDoesNotFit(Case example) {
    Parameter p = weight(DType.F64);
    Optimizer optimizer = example.of().apply(List.of(p));
    assertThatThrownBy(() -> optimizer.step(Gradients.none().with(p, Tensor.ones(3))))
        .isInstanceOf(ShapeException.class)
        .hasMessage("parameter: is [2, 3], but its gradient [3]; expand or sum it");
    assertThatThrownBy(() -> optimizer.restore(Map.of()))
        .hasMessageContaining("the saved state lacks group.0.lr");
    assertThatThrownBy(() -> optimizer.lr(-1.0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aChangedMomentumIsSaved() {
    Parameter p = weight(DType.F64);
    Optimizer optimizer = new NAdam(List.of(p), 0.1);
    assertThat(optimizer.momentum(0)).hasValue(0.9);
    optimizer.momentum(0, 0.8);
    assertThat(optimizer.state()).containsOnlyKeys("group.0.lr", "group.0.momentum");
    Optimizer restored = new NAdam(List.of(p), 0.1);
    restored.restore(optimizer.state());
    assertThat(restored.momentum(0)).hasValue(0.8);
    Optimizer plain = new Adagrad(List.of(p), 0.1);
    assertThat(plain.momentum(0)).isEmpty();
    assertThatThrownBy(() -> plain.momentum(0, 0.5))
        .hasMessage("Adagrad has no momentum; use a schedule that leaves it alone");
  }

  @Test
  void muonWantsMatrices() {
    Parameter bias = new Parameter(Tensor.ones(3));
    assertThatThrownBy(() -> new Muon(List.of(bias), 0.1))
        .hasMessage(
            "muon: parameter is [3], not a matrix; give it to another optimizer, such as AdamW");
  }
}
