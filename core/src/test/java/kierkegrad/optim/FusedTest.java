package kierkegrad.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.StaleTensorException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The fused updates beside their formulas, written out number by number in double.
class FusedTest {
  private static final String THREADS = "kierkegrad.threads";
  private static final double LR = 0.03;

  /// Odd sizes, an empty one, and one that is cut into pieces.
  private static final int[] SIZES = {1, 0, 17, 40_003, 3};

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @AfterEach
  void restore() {
    System.clearProperty(THREADS);
  }

  private Tensor noise(DType type, int n) {
    double[] values = random.doubles(n, -1, 1).toArray();
    return Tensor.of(values, n).to(type);
  }

  private List<Parameter> parameters(DType type) {
    List<Parameter> parameters = new ArrayList<>();
    for (int size : SIZES) {
      parameters.add(new Parameter(noise(type, size)));
    }
    return parameters;
  }

  private static List<Parameter> copies(List<Parameter> parameters) {
    return parameters.stream().map(p -> new Parameter(p.value())).toList();
  }

  private static Gradients gradients(List<Parameter> parameters, List<Tensor> values) {
    Gradients gradients = Gradients.none();
    for (int i = 0; i < values.size(); i++) {
      gradients = gradients.with(parameters.get(i), values.get(i));
    }
    return gradients;
  }

  private List<Tensor> slopes(DType type) {
    List<Tensor> slopes = new ArrayList<>();
    for (int size : SIZES) {
      slopes.add(noise(type, size));
    }
    return slopes;
  }

  /// One parameter's formula, number by number.
  private interface Formula {
    double update(double p, double g, double[] memory, int t);
  }

  private record Case(
      String name, Function<List<Parameter>, Optimizer> optimizer, Formula formula) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Formula sgd(double mu, double tau, double decay, boolean nesterov) {
    return (p, g, memory, t) -> {
      double slope = g + decay * p;
      memory[0] = t == 1 ? slope : mu * memory[0] + (1 - tau) * slope;
      return p - LR * (nesterov ? slope + mu * memory[0] : memory[0]);
    };
  }

  private static Formula adam(double coupled, double decoupled, boolean amsgrad) {
    return (start, g, memory, t) -> {
      double p = start * (1 - LR * decoupled);
      double slope = g + coupled * start;
      memory[0] = 0.8 * memory[0] + 0.2 * slope;
      memory[1] = 0.95 * memory[1] + 0.05 * slope * slope;
      memory[2] = Math.max(memory[2], memory[1]);
      double second = amsgrad ? memory[2] : memory[1];
      double m = memory[0] / (1 - Math.pow(0.8, t));
      return p - LR * m / (Math.sqrt(second / (1 - Math.pow(0.95, t))) + 1e-3);
    };
  }

  private static Stream<Case> cases() {
    SGD.Options sgd = new SGD.Options(LR);
    AdamOptions adam = new AdamOptions(LR, 0).withBetas(0.8, 0.95).withEps(1e-3);
    return Stream.of(
        new Case("sgd", p -> new SGD(p, LR), (p, g, _, _) -> p - LR * g),
        new Case(
            "decay",
            p -> new SGD(p, sgd.withWeightDecay(0.1)),
            (p, g, _, _) -> p - LR * (g + 0.1 * p)),
        new Case(
            "momentum",
            p -> new SGD(p, sgd.withMomentum(0.9).withDampening(0.2).withWeightDecay(0.1)),
            sgd(0.9, 0.2, 0.1, false)),
        new Case(
            "nesterov",
            p -> new SGD(p, sgd.withMomentum(0.9).withNesterov()),
            sgd(0.9, 0, 0, true)),
        new Case("adam", p -> new Adam(p, adam), adam(0, 0, false)),
        new Case("adam decay", p -> new Adam(p, adam.withWeightDecay(0.1)), adam(0.1, 0, false)),
        new Case("amsgrad", p -> new Adam(p, adam.withAmsgrad()), adam(0, 0, true)),
        new Case(
            "adamw",
            p -> new AdamW(p, adam.withWeightDecay(0.1).withAmsgrad()),
            adam(0, 0.1, true)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void computesTheFormula(Case example) {
    for (DType type : List.of(DType.F32, DType.F64)) {
      List<Parameter> parameters = parameters(type);
      double[][] expected =
          parameters.stream().map(p -> p.value().toDoubleArray()).toArray(double[][]::new);
      double[][][] memory = new double[SIZES.length][][];
      for (int i = 0; i < SIZES.length; i++) {
        memory[i] = new double[SIZES[i]][3];
      }
      Optimizer optimizer = example.optimizer().apply(parameters);
      for (int t = 1; t <= 3; t++) {
        List<Tensor> slopes = slopes(type);
        optimizer.step(gradients(parameters, slopes));
        for (int i = 0; i < SIZES.length; i++) {
          double[] g = slopes.get(i).toDoubleArray();
          for (int k = 0; k < g.length; k++) {
            expected[i][k] = example.formula().update(expected[i][k], g[k], memory[i][k], t);
          }
        }
      }
      double tolerance = type == DType.F32 ? 2e-6 : 1e-13;
      for (int i = 0; i < SIZES.length; i++) {
        assertThat(parameters.get(i).value().toDoubleArray())
            .as("seed %d", seed)
            .containsExactly(expected[i], within(tolerance));
        assertThat(parameters.get(i).version()).isEqualTo(3);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hasTheSameBitsOnAnyNumberOfThreads(Case example) {
    List<Parameter> start = parameters(DType.F32);
    List<Tensor> slopes = slopes(DType.F32);
    List<List<Parameter>> ends = new ArrayList<>();
    for (String threads : List.of("1", "2", "8")) {
      System.setProperty(THREADS, threads);
      List<Parameter> parameters = copies(start);
      Optimizer optimizer = example.optimizer().apply(parameters);
      optimizer.step(gradients(parameters, slopes));
      optimizer.step(gradients(parameters, slopes));
      ends.add(parameters);
    }
    for (int i = 0; i < SIZES.length; i++) {
      Tensor first = ends.getFirst().get(i).value();
      assertThat(ends.get(1).get(i).value().sameBits(first)).isTrue();
      assertThat(ends.get(2).get(i).value().sameBits(first)).isTrue();
    }
  }

  /// A bound step reads its gradients' storages anew, and follows rates, freezing, restoring and
  /// another type.
  @ParameterizedTest
  @MethodSource("cases")
  void aBoundStepIsAStep(Case example) {
    List<Parameter> stepped = parameters(DType.F32);
    List<Parameter> bound = copies(stepped);
    Optimizer first = example.optimizer().apply(stepped);
    Optimizer second = example.optimizer().apply(bound);
    List<Tensor> places = slopes(DType.F32);
    List<Storage> storages = places.stream().map(Tensor::storage).toList();
    Runnable step = second.bind(() -> gradients(bound, places));
    for (int t = 1; t <= 6; t++) {
      switch (t) {
        case 2 -> both(first, second, optimizer -> optimizer.lr(0.01));
        case 3 -> both(stepped, bound, all -> all.get(3).freeze());
        case 4 -> both(stepped, bound, all -> all.get(3).unfreeze());
        case 5 -> both(first, second, optimizer -> optimizer.restore(optimizer.state()));
        case 6 -> both(stepped, bound, all -> new Holder(all).to(DType.F64));
        default -> {}
      }
      List<Tensor> slopes = slopes(DType.F32);
      for (int i = 0; i < SIZES.length; i++) {
        Backend.current().overwrite(storages.get(i), slopes.get(i));
      }
      first.step(gradients(stepped, slopes));
      step.run();
      for (int i = 0; i < SIZES.length; i++) {
        assertThat(bound.get(i).value().sameBits(stepped.get(i).value())).as("step " + t).isTrue();
      }
    }
  }

  private static <T> void both(T a, T b, Consumer<T> change) {
    change.accept(a);
    change.accept(b);
  }

  private record Holder(List<Parameter> all) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void readsGradientsThatAreViewsOrOfAnotherType(DType type) {
    Parameter p = new Parameter(Tensor.zeros(type, Shape.of(2, 3)));
    Parameter q = new Parameter(Tensor.zeros(type, Shape.of(2)));
    Parameter r = new Parameter(Tensor.zeros(type, Shape.of(3)));
    Tensor transposed = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2).to(type).transpose(0, 1);
    Tensor tail = Tensor.of(new float[] {7, 8, 9}).slice(0, 1, 3);
    Tensor whole = Tensor.of(new int[] {1, 2, 3});
    new SGD(List.of(p, q, r), 1)
        .step(Gradients.none().with(p, transposed).with(q, tail).with(r, whole));

    assertThat(p.value().toDoubleArray()).containsExactly(-1, -3, -5, -2, -4, -6);
    assertThat(q.value().toDoubleArray()).containsExactly(-8, -9);
    assertThat(r.value().toDoubleArray()).containsExactly(-1, -2, -3);
  }

  @Test
  void refusesAGradientOfAnotherShape() {
    Parameter p = new Parameter(Tensor.zeros(2, 3));
    assertThatThrownBy(() -> new SGD(List.of(p), 1).step(Gradients.none().with(p, Tensor.ones(3))))
        .isInstanceOf(ShapeException.class)
        .hasMessage("parameter: is [2, 3], but its gradient [3]; expand or sum it");
  }

  @Test
  void whatWasReadBeforeAnUpdateIsStale() {
    Parameter p = new Parameter(Tensor.ones(3));
    Tensor before = p.value();
    Tensor view = before.slice(0, 1, 2);
    new SGD(List.of(p), 1).step(Gradients.none().with(p, Tensor.ones(3)));

    assertThatThrownBy(before::toFloatArray).isInstanceOf(StaleTensorException.class);
    assertThatThrownBy(view::toFloatArray).isInstanceOf(StaleTensorException.class);
    assertThat(p.value().toFloatArray()).containsOnly(0);
  }
}
