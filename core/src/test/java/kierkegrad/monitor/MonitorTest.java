package kierkegrad.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.data.Batches;
import kierkegrad.data.Dataset;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.MSELoss;
import kierkegrad.monitor.Measurements.ActivationPoint;
import kierkegrad.monitor.Measurements.Function;
import kierkegrad.monitor.Measurements.Probe;
import kierkegrad.monitor.Measurements.Snapshot;
import kierkegrad.monitor.Measurements.StepPoint;
import kierkegrad.monitor.Measurements.Weights;
import kierkegrad.monitor.Measurements.WeightsPoint;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.LeakyReLU;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.optim.Adam;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.CheckpointSink;
import kierkegrad.train.Trainer;
import kierkegrad.train.TrainerBuilder;
import kierkegrad.train.TrainingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorTest {
  /// `fc2(relu(fc1(x)))` of one number, without being a Sequential.
  record Net(Linear fc1, Linear fc2) implements Layer {
    Net() {
      this(new Linear(1, 2), new Linear(2, 1));
      load(
          Map.of(
              "fc1.weight", Tensor.of(new float[] {1, -1}, 2, 1),
              "fc1.bias", Tensor.zeros(2),
              "fc2.weight", Tensor.of(new float[] {1, 1}, 1, 2),
              "fc2.bias", Tensor.zeros(1)));
    }

    @Override
    public Tensor forward(Tensor x) {
      return fc2.forward(fc1.forward(x).relu());
    }
  }

  /// By hand, for x = 2, t = 0, η = 0.01: the hidden values are relu(2, −2) = (2, 0), y = 2, the
  /// loss (2 − 0)² = 4 and its slope in y is 4. So dC/dW₂ = 4·(2, 0), dC/db₂ = 4, dC/dh = (4, 4),
  /// of which relu lets (4, 0) through; dC/dW₁ = (4·2, 0), dC/db₁ = (4, 0). Both W have the norm √2
  /// and are moved by 0.01·8. For x = 1 and 3 the second hidden unit is relu(−x) = 0.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void measuresWhatOneComputesByHand(boolean compiled) {
    Net net = new Net();
    Monitor monitor = new Monitor(net, Tensor.of(new float[] {1, 3}, 2, 1));
    TrainerBuilder trainer =
        Trainer.of(net, new MSELoss(), new SGD(net.parameters(), 0.01)).callback(monitor);
    if (compiled) {
      trainer.compiled();
    }
    trainer.build().fit(loader(new float[] {2}, new float[] {0}));

    Measurements measured = monitor.measurements();
    assertThat(measured.parameters())
        .containsExactly(
            new Weights("fc1.weight", Shape.of(2, 1)),
            new Weights("fc1.bias", Shape.of(2)),
            new Weights("fc2.weight", Shape.of(1, 2)),
            new Weights("fc2.bias", Shape.of(1)));
    StepPoint step = measured.steps().getFirst();
    assertThat(measured.steps()).hasSize(1);
    assertThat(step.update()).isZero();
    assertThat(step.loss()).isEqualTo(4);
    assertThat(step.lr()).isEqualTo(0.01);
    assertThat(step.gradientNorm()).isCloseTo(Math.sqrt(64 + 16 + 64 + 16), within(1e-6));
    assertThat(step.parameters())
        .extracting(WeightsPoint::gradientNorm)
        .containsExactly(8.0, 4.0, 8.0, 4.0);
    assertThat(step.parameters().get(0).weightNorm()).isCloseTo(Math.sqrt(2), within(1e-6));
    assertThat(step.parameters().get(0).updateRatio()).isCloseTo(0.08 / Math.sqrt(2), within(1e-6));
    assertThat(step.parameters().get(2).updateRatio()).isCloseTo(0.08 / Math.sqrt(2), within(1e-6));
    assertThat(step.parameters().get(1).updateRatio()).isInfinite();
    assertThat(measured.activations()).containsExactly(Map.entry("relu", new Function("relu", 2)));
    assertThat(measured.probes()).extracting(Probe::update).containsExactly(0L, 1L);
    ActivationPoint relu = measured.probes().getFirst().activations().get("relu");
    assertThat(relu).isEqualTo(new ActivationPoint(0.5, Double.NaN));
    Snapshot start = measured.snapshots().getFirst();
    assertThat(start.gradients().get("fc1.weight").max()).isEqualTo(8);
    assertThat(start.gradients().get("fc1.weight").total()).isEqualTo(2);
    assertThat(start.activations().get("relu").max()).isEqualTo(3);
    Snapshot end = measured.snapshots().getLast();
    assertThat(end.epoch()).isEqualTo(1);
    assertThat(end.update()).isEqualTo(1);
    assertThat(end.weights().get("fc1.weight").max()).isCloseTo(1 - 0.08, within(1e-6));
  }

  private static Loader loader(float[] x, float[] y) {
    return new Loader(new TensorDataset(Tensor.of(x, x.length, 1), Tensor.of(y, y.length, 1)), 1);
  }

  /// σ(x) > 0.99 from x = ln 99 = 4.595 on, tanh(x) > 0.98 from x = ½·ln 99 = 2.298 on; both are
  /// odd about their middle.
  @Test
  void saturationIsCountedWithinAHundredthOfTheRange() {
    Tensor x = Tensor.of(new float[] {0, 4.59f, 4.60f, -4.60f}, 4, 1);
    assertThat(saturation(new Sigmoid(), x)).isEqualTo(0.5);
    assertThat(saturation(new Tanh(), x.div(2))).isEqualTo(0.5);
    assertThat(saturation(new LeakyReLU(), x)).isNaN();
  }

  private static double saturation(Layer activation, Tensor x) {
    return Activations.points(new Activations(new Sequential(activation), x).now())
        .get("0")
        .saturated();
  }

  /// The first of two channels is positive somewhere, the second nowhere.
  @Test
  void aDeadUnitOfImagesIsAChannel() {
    Tensor x = Tensor.of(new float[] {-1, 0, 2, -3, -1, -1, -1, -1}, 1, 2, 2, 2);
    assertThat(Activations.points(new Activations(new Sequential(new ReLU()), x).now()).get("0"))
        .isEqualTo(new ActivationPoint(0.5, Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theTrainingIsTheSameToTheBit(boolean compiled) {
    assertThat(trained(compiled, true)).isEqualTo(trained(compiled, false));
  }

  private static String trained(boolean compiled, boolean monitored) {
    return Seed.use(
        Seed.of(7),
        () -> {
          Dataset data = rows();
          Layer model =
              new Sequential(
                  new Linear(3, 8),
                  new BatchNorm1d(8),
                  new ReLU(),
                  new Dropout(),
                  new Linear(8, 2));
          TrainerBuilder trainer =
              Trainer.of(model, new CrossEntropyLoss(), new Adam(model.parameters(), 0.01))
                  .epochs(3);
          if (monitored) {
            trainer.callback(new Monitor(model, data.all().x()));
          }
          if (compiled) {
            trainer.compiled();
          }
          trainer.build().fit(new Loader(data, 4).shuffled(1));
          StringBuilder bits = new StringBuilder();
          model
              .state()
              .values()
              .forEach(box -> bits.append(List.of(boxed(box.value().toFloatArray()))));
          return bits.toString();
        });
  }

  private static Float[] boxed(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toArray(Float[]::new);
  }

  private static Dataset rows() {
    return new TensorDataset(
        Tensor.randn(Seed.of(3), 12, 3),
        Tensor.of(new long[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}));
  }

  @Test
  void aMonitorLooksInEvaluationAndLeavesTheModesAlone() {
    Dropout dropout = new Dropout(0.5);
    Dropout frozen = new Dropout(0.5);
    frozen.eval();
    Sequential model = new Sequential(new ReLU(), dropout, frozen, new Sigmoid());
    new Activations(model, rows().all().x()).now();
    assertThat(dropout.mode().isTraining()).isTrue();
    assertThat(frozen.mode().isTraining()).isFalse();
  }

  @Test
  void aConvolutionNetworkIsMeasuredToo() {
    Sequential model =
        new Sequential(
            new Conv2d(1, 3, 3), new ReLU(), new Flatten(), new Linear(12, 2), new Tanh());
    Dataset data =
        new TensorDataset(Tensor.randn(Seed.of(1), 6, 1, 4, 4), Tensor.randn(Seed.of(2), 6, 2));
    Monitor monitor = new Monitor(model, data.all().x());
    fit(model, monitor, 5, new Loader(data, 2));
    assertThat(monitor.measurements().activations())
        .containsExactly(
            Map.entry("1", new Function("relu", 3)), Map.entry("4", new Function("tanh", 2)));
    assertThat(monitor.measurements().snapshots())
        .extracting(Snapshot::epoch)
        .containsExactly(0, 2, 3, 4, 5);
  }

  private static void fit(Layer model, Monitor monitor, int epochs, Batches batches) {
    Trainer.of(model, new MSELoss(), new SGD(model.parameters(), 1e-4))
        .epochs(epochs)
        .callback(monitor)
        .compiled()
        .build()
        .fit(batches);
  }

  @Test
  void aParameterWithoutGradientHasNoNorm() {
    Net net = new Net();
    net.fc1().weight().freeze();
    Monitor monitor = new Monitor(net, Tensor.ones(1, 1));
    fit(net, monitor, 1, loader(new float[] {2}, new float[] {0}));
    WeightsPoint frozen = monitor.measurements().steps().getFirst().parameters().getFirst();
    assertThat(frozen.gradientNorm()).isNaN();
    assertThat(frozen.updateRatio()).isZero();
    assertThat(monitor.measurements().snapshots().getFirst().gradients())
        .doesNotContainKey("fc1.weight");
  }

  @Test
  void aLongTrainingIsThinnedOutEvenly() {
    Net net = new Net();
    Monitor monitor = new Monitor(net, Tensor.ones(1, 1));
    float[] x = new float[37];
    fit(net, monitor, 9, loader(x, x));
    Measurements measured = monitor.measurements();
    assertThat(measured.steps())
        .hasSize(Math.ceilDiv(333, 4))
        .extracting(StepPoint::update)
        .startsWith(0L, 4L, 8L)
        .endsWith(332L);
    assertThat(measured.probes()).hasSizeLessThanOrEqualTo(26);
    assertThat(measured.probes().getLast().update()).isEqualTo(333);
  }

  @Test
  void anUnknownLengthIsThinnedOutOnTheWay() {
    Sampling<Long> sampling = new Sampling<>(10, point -> point);
    for (long update = 0; update < 1000; update++) {
      if (sampling.isDue(update)) {
        sampling.add(update);
      }
    }
    assertThat(sampling.points()).containsExactly(0L, 128L, 256L, 384L, 512L, 640L, 768L, 896L);
  }

  /// A run that is resumed after any step has measured the same at the same places.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnWhereAnEarlierRunStopped(boolean compiled) {
    List<TrainingState> states = new ArrayList<>();
    Measurements whole = resumed(compiled, Optional.empty(), states::add);
    assertThat(whole.steps()).hasSize(75);
    assertThat(whole.snapshots()).hasSize(5);
    for (int i = 0; i < states.size(); i += 11) {
      Measurements rest = resumed(compiled, Optional.of(states.get(i)), _ -> {});
      assertThat(rest).as("after step " + states.get(i).steps()).isEqualTo(whole);
    }
  }

  private static Measurements resumed(
      boolean compiled, Optional<TrainingState> from, CheckpointSink sink) {
    Tensor x = Tensor.randn(Seed.of(1), 15, 3);
    Layer model =
        Seed.use(
            Seed.of(2),
            () ->
                new Sequential(
                    new Linear(3, 4), new Tanh(), new Linear(4, 4), new ReLU(), new Linear(4, 3)));
    Monitor monitor = new Monitor(model, x);
    TrainerBuilder builder =
        Trainer.of(model, new CrossEntropyLoss(), new Adam(model.parameters(), 0.01))
            .epochs(50)
            .callback(monitor)
            .checkpoints(sink)
            .checkpointSteps(1);
    Trainer trainer = (compiled ? builder.compiled() : builder).build();
    Loader batches = new Loader(new TensorDataset(x, x.argmax(1)), 5).shuffled(3);
    Seed.use(
        Seed.of(4),
        () -> from.map(s -> trainer.resume(s, batches)).orElseGet(() -> trainer.fit(batches)));
    return monitor.measurements();
  }
}
