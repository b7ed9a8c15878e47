package kierkegrad.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kierkegrad.data.Batches;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Buffer;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.optim.Adam;
import kierkegrad.optim.CustomOptimizer;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.ParameterGroup;
import kierkegrad.optim.Penalty;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.StaleTensorException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CompiledStepTest {
  private static final CrossEntropyLoss LOSS = new CrossEntropyLoss();

  private static Layer network() {
    return Seed.use(
        Seed.of(3),
        () ->
            new Sequential(
                List.of(
                    new Linear(5, 7),
                    new ReLU(),
                    new Linear(7, 6),
                    new Sigmoid(),
                    new Linear(6, 3))));
  }

  private static Tensor features(int seed, int rows) {
    return Tensor.randn(Seed.of(seed), rows, 5);
  }

  private static Tensor classes(int rows) {
    return Tensor.of(IntStream.range(0, rows).mapToLong(i -> i * 7 % 3).toArray());
  }

  private static double eager(Layer model, Optimizer optimizer, Tensor x, Tensor y) {
    Tensor error = LOSS.of(model.forward(x), y);
    optimizer.step(error.backward());
    return error.item();
  }

  private static void assertSameBits(Layer a, Layer b) {
    a.state()
        .forEach((name, box) ->
            assertThat(box.value().sameBits(b.state().get(name).value())).as(name).isTrue());
  }

  private static void learnsAsTheEagerStep(
      Supplier<Layer> model, Function<List<Parameter>, Optimizer> optimizer) {
    Layer one = model.get();
    Layer other = model.get();
    Optimizer first = optimizer.apply(one.parameters());
    Optimizer second = optimizer.apply(other.parameters());
    CompiledStep step = new CompiledStep(other, LOSS, second);
    for (int i = 0; i < 12; i++) {
      int rows = i % 4 == 3 ? 3 : 8; // the last batch of an epoch is smaller
      Tensor x = features(i, rows);
      Tensor y = classes(rows);
      assertThat(step.run(x, y)).isEqualTo(eager(one, first, x, y));
      assertSameBits(one, other);
    }
  }

  @Test
  void learnsAsTheEagerStepToTheLastBit() {
    learnsAsTheEagerStep(CompiledStepTest::network, p -> new SGD(p, 0.05));
    learnsAsTheEagerStep(CompiledStepTest::network, p -> new Adam(p, 0.01));
  }

  @Test
  void limitsGradientsAsTheEagerStep() {
    for (Clipping clipping : List.of(new Clipping.Norm(0.1), new Clipping.Value(0.02))) {
      Layer one = network();
      Layer other = network();
      Optimizer first = new Adam(one.parameters(), 0.01);
      CompiledStep step =
          new CompiledStep(other, LOSS, new Adam(other.parameters(), 0.01), clipping);
      for (int i = 0; i < 5; i++) {
        Tensor x = features(i, 8);
        Tensor error = LOSS.of(one.forward(x), classes(8));
        first.step(clipping.apply(error.backward()));
        step.run(x, classes(8));
        assertSameBits(one, other);
      }
    }
  }

  @Test
  void aViewOfTheBatchIsTakenAsItIs() {
    Layer one = network();
    Layer other = network();
    Tensor x = Tensor.randn(Seed.of(1), 5, 8).mT();
    eager(one, new SGD(one.parameters(), 0.1), x, classes(8));
    new CompiledStep(other, LOSS, new SGD(other.parameters(), 0.1)).run(x, classes(8));
    assertSameBits(one, other);
  }

  @Test
  void noticesThatAParameterIsFrozenOrConverted() {
    Layer one = network();
    Layer other = network();
    Optimizer first = new SGD(one.parameters(), 0.1);
    CompiledStep step = new CompiledStep(other, LOSS, new SGD(other.parameters(), 0.1));
    Tensor x = features(1, 8);
    eager(one, first, x, classes(8));
    step.run(x, classes(8));
    one.parameters().getFirst().freeze();
    other.parameters().getFirst().freeze();
    eager(one, first, x, classes(8));
    step.run(x, classes(8));
    assertSameBits(one, other);
    one.to(DType.F64);
    other.to(DType.F64);
    eager(one, first, x.to(DType.F64), classes(8));
    step.run(x.to(DType.F64), classes(8));
    assertSameBits(one, other);
  }

  /// Centres its input by a running mean.
  record Centred(Buffer mean, Linear fc) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      mean.set(mean.value().mul(0.9).add(x.mean(0).mul(0.1)));
      return fc.forward(x.sub(mean.value()));
    }
  }

  @Test
  void buffersAreReadAndWrittenAtEveryStep() {
    Supplier<Layer> centred =
        () ->
            Seed.use(Seed.of(5), () -> new Centred(new Buffer(Tensor.zeros(5)), new Linear(5, 3)));
    learnsAsTheEagerStep(centred, p -> new SGD(p, 0.1));
  }

  @Test
  void aModelThatReadsValuesIsAnError() {
    List<Double> seen = new ArrayList<>();
    Layer curious =
        new Layer() {
          private final Linear fc = new Linear(5, 3);

          @Override
          public Tensor forward(Tensor x) {
            seen.add(x.sum().item());
            return fc.forward(x);
          }

          @Override
          public List<Parameter> parameters() {
            return fc.parameters();
          }
        };
    CompiledStep step = new CompiledStep(curious, new MSELoss(), new SGD(curious.parameters(), 1));
    assertThatThrownBy(() -> step.run(features(0, 4), Tensor.zeros(4, 3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run the program eagerly");
  }

  @Test
  void theTrainerLearnsTheSameCompiled() {
    Layer one = network();
    Layer other = network();
    Batches batches = new Loader(new TensorDataset(features(4, 50), classes(50)), 16).shuffled(9);
    History eager = trainer(one).build().fit(batches);
    History compiled = trainer(other).compiled().build().fit(batches);
    assertSameBits(one, other);
    assertThat(compiled.epochs().getLast().trainLoss())
        .isEqualTo(eager.epochs().getLast().trainLoss());
    assertThat(compiled.epochs().getLast().trainAccuracy())
        .isEqualTo(eager.epochs().getLast().trainAccuracy());
  }

  private static TrainerBuilder trainer(Layer model) {
    return Trainer.of(model, LOSS, new Adam(model.parameters(), 0.01))
        .epochs(3)
        .clipNorm(0.5)
        .penalty(() -> Penalty.l2(model.parameters(), 1e-3));
  }

  /// Plain descent in tensor operations.
  private static Optimizer written(List<Parameter> parameters) {
    return new CustomOptimizer<SGD.Options>(
        "written", List.of(new ParameterGroup<>(parameters, new SGD.Options(0.1))), List.of()) {
      @Override
      protected Tensor update(
          Tensor p, Tensor g, double lr, SGD.Options options, Map<String, Tensor> memory) {
        return p.sub(g.mul(lr));
      }
    };
  }

  @Test
  void theTrainerTakesAnOptimizerOfOnesOwn() {
    Layer one = network();
    Layer other = network();
    Batches batches = new Loader(new TensorDataset(features(4, 50), classes(50)), 16).shuffled(9);
    Trainer.of(one, LOSS, written(one.parameters())).epochs(2).build().fit(batches);
    Trainer.of(other, LOSS, written(other.parameters())).epochs(2).compiled().build().fit(batches);
    assertSameBits(one, other);
  }

  @Test
  void aResultOfAnEarlierRunIsStale() {
    Layer model = network();
    CompiledStep step = new CompiledStep(model, LOSS, new SGD(model.parameters(), 0.1));
    Pass first = step.differentiate(features(1, 4), classes(4));
    step.differentiate(features(2, 4), classes(4));
    assertThatThrownBy(() -> first.prediction().toFloatArray())
        .isInstanceOf(StaleTensorException.class);
  }
}
