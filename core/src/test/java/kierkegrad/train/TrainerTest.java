package kierkegrad.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import kierkegrad.data.Dataset;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.Loss;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.optim.Adam;
import kierkegrad.optim.Penalty;
import kierkegrad.optim.SGD;
import kierkegrad.optim.schedule.ReduceLROnPlateau;
import kierkegrad.optim.schedule.Schedule;
import kierkegrad.optim.schedule.StepLR;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.History.Ending;
import org.junit.jupiter.api.Test;

class TrainerTest {
  /// `y = w·x` for x `[n, 1]`, starting at w = 0, so that every step can be done by hand.
  record Slope(Parameter w) implements Layer {
    Slope() {
      this(new Parameter(Tensor.zeros(1)));
    }

    @Override
    public Tensor forward(Tensor x) {
      return x.mul(w.value());
    }

    double now() {
      return w.value().item();
    }
  }

  private static Dataset points(double... xy) {
    float[][] x = new float[xy.length / 2][1];
    float[][] y = new float[xy.length / 2][1];
    for (int i = 0; i < x.length; i++) {
      x[i][0] = (float) xy[2 * i];
      y[i][0] = (float) xy[2 * i + 1];
    }
    return new TensorDataset(Tensor.of(x), Tensor.of(y));
  }

  private static TrainerBuilder slope(Slope model, double lr) {
    return Trainer.of(model, new MSELoss(), new SGD(model.parameters(), lr));
  }

  /// The losses that validation gives, one after another, whatever the model says.
  private static Loss scripted(double... validation) {
    AtomicInteger next = new AtomicInteger();
    Loss real = new MSELoss();
    return (prediction, target) -> {
      Tensor loss = real.of(prediction, target);
      return loss.isTracked() ? loss : Tensor.scalar(validation[next.getAndIncrement()]);
    };
  }

  @Test
  void learnsXor() {
    Dataset xor =
        new TensorDataset(
            Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}),
            Tensor.of(new long[] {0, 1, 1, 0}));
    Layer model =
        Seed.use(Seed.of(1), () -> new Sequential(new Linear(2, 8), new Tanh(), new Linear(8, 2)));
    Trainer trainer =
        Trainer.of(model, new CrossEntropyLoss(), new Adam(model.parameters(), 0.05))
            .epochs(200)
            .build();

    History history = trainer.fit(new Loader(xor, 4));

    assertThat(history.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(history.epochs()).hasSize(200);
    EpochReport last = history.epochs().getLast();
    assertThat(last.trainLoss()).isLessThan(0.01);
    assertThat(last.trainAccuracy()).hasValue(1);
    assertThat(last.steps()).isEqualTo(200);
    assertThat(Evaluation.of(model, new CrossEntropyLoss(), xor).accuracy()).hasValue(1);
  }

  /// One epoch of the points (1, 2) and (2, 2), one by one, at η = 0.1. By hand: w = 0, loss (0 −
  /// 2)² = 4, gradient 2·(0 − 2)·1 = −4, w = 0.4; then loss (0.8 − 2)² = 1.44, gradient 2·(0.8 −
  /// 2)·2 = −4.8, w = 0.88.
  @Test
  void tellsCallbacksEveryStep() {
    Slope model = new Slope();
    List<String> heard = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    Callback recorder =
        new Callback() {
          @Override
          public void onStart(int epochs, OptionalInt stepsPerEpoch) {
            heard.add("start " + epochs + " of " + stepsPerEpoch.orElseThrow());
          }

          @Override
          public void beforeUpdate(Step step) {
            before.add(model.now());
          }

          @Override
          public void onStep(Step step) {
            after.add(model.now());
            steps.add(step);
          }

          @Override
          public void onEpoch(EpochReport report) {
            heard.add("epoch " + report.epoch());
          }

          @Override
          public void onEnd(History history) {
            heard.add("end " + history.ending());
          }
        };

    History history =
        slope(model, 0.1).callback(recorder).build().fit(new Loader(points(1, 2, 2, 2), 1));

    assertThat(heard).containsExactly("start 1 of 2", "epoch 1", "end COMPLETED");
    assertThat(before).usingElementComparator(TrainerTest::nearly).containsExactly(0.0, 0.4);
    assertThat(after).usingElementComparator(TrainerTest::nearly).containsExactly(0.4, 0.88);
    assertThat(steps).extracting(Step::number).containsExactly(1L, 2L);
    assertThat(steps.get(1).loss()).isCloseTo(1.44, within(1e-6));
    assertThat(steps.get(1).prediction().item()).isCloseTo(0.8, within(1e-6));
    assertThat(steps.get(1).gradients().of(model.w()).item()).isCloseTo(-4.8, within(1e-6));
    assertThat(steps.get(1).batch().rows()).isEqualTo(1);
    assertThat(steps.get(1).lr()).isEqualTo(0.1);
    EpochReport report = history.epochs().getFirst();
    assertThat(report.trainLoss()).isCloseTo((4 + 1.44) / 2, within(1e-6));
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.trainAccuracy()).isEmpty();
    assertThat(report.validation()).isEmpty();
  }

  private static int nearly(double a, double b) {
    return Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b);
  }

  /// At w = 0 the point (1, 2) has the gradient −4. With a norm of at most 1 it becomes −1 (to the
  /// 1e-6 in PyTorch's formula), with elements of at most 0.5 it becomes −0.5.
  @Test
  void clipsGradientsBeforeTheUpdate() {
    Slope byNorm = new Slope();
    slope(byNorm, 1).clipNorm(1).build().fit(new Loader(points(1, 2), 1));
    assertThat(byNorm.now()).isCloseTo(1, within(1e-6));

    Slope byValue = new Slope();
    slope(byValue, 1).clipValue(0.5).build().fit(new Loader(points(1, 2), 1));
    assertThat(byValue.now()).isEqualTo(0.5);
  }

  /// The penalty w²/2·λ at w = 1, λ = 3 adds 3 to the gradient 2·(1 − 2) = −2: w = 1 − 0.1·1.
  @Test
  void addsThePenaltyToTheGradientButNotToTheLoss() {
    Slope model = new Slope(new Parameter(Tensor.ones(1)));
    History history =
        slope(model, 0.1)
            .penalty(() -> Penalty.l2(model.parameters(), 3))
            .build()
            .fit(new Loader(points(1, 2), 1));

    assertThat(model.now()).isCloseTo(0.9, within(1e-6));
    assertThat(history.epochs().getFirst().trainLoss()).isEqualTo(1);
  }

  /// Validation losses 5, 3, 4, 3, 2: with a patience of 2 the third epoch without a value below 3
  /// never comes, because the fourth (equal is not better) ends it.
  @Test
  void stopsEarlyAndRestoresTheBestEpoch() {
    Slope model = new Slope();
    List<Double> weights = new ArrayList<>();
    Callback recorder =
        new Callback() {
          @Override
          public void onEpoch(EpochReport report) {
            weights.add(model.now());
          }
        };
    Dataset data = points(1, 2);
    Loss loss = scripted(5, 3, 4, 3, 2);
    History history =
        Trainer.of(model, loss, new SGD(model.parameters(), 0.1))
            .epochs(10)
            .validation(data)
            .patience(2)
            .callback(recorder)
            .build()
            .fit(new Loader(data, 1));

    assertThat(history.ending()).isEqualTo(Ending.EARLY_STOPPED);
    assertThat(history.epochs()).hasSize(4);
    assertThat(history.bestEpoch()).hasValue(2);
    assertThat(weights).doesNotHaveDuplicates();
    assertThat(model.now()).isEqualTo(weights.get(1));
  }

  @Test
  void keepsTheLastParametersWithoutValidation() {
    Slope model = new Slope();
    History history = slope(model, 0.1).epochs(3).build().fit(new Loader(points(1, 2), 1));

    assertThat(history.bestEpoch()).isEmpty();
    // By hand: w ← w + 0.2·(2 − w): 0.4, 0.72, 0.976.
    assertThat(model.now()).isCloseTo(0.976, within(1e-6));
  }

  /// A stop during the second step of the third epoch of three steps.
  @Test
  void stopsAfterTheCurrentStep() {
    Slope model = new Slope();
    StopSignal signal = new StopSignal();
    List<Long> steps = new ArrayList<>();
    Callback impatient =
        new Callback() {
          @Override
          public void onStep(Step step) {
            steps.add(step.number());
            if (step.number() == 8) {
              signal.stop();
            }
          }
        };
    Dataset data = points(1, 2, 1, 2, 1, 2);
    History history =
        Trainer.of(model, scripted(1, 2, 3), new SGD(model.parameters(), 0.01))
            .epochs(5)
            .validation(data)
            .callback(impatient)
            .stopSignal(signal)
            .build()
            .fit(new Loader(data, 1));

    assertThat(history.ending()).isEqualTo(Ending.STOPPED);
    assertThat(steps).hasSize(8);
    assertThat(history.epochs()).hasSize(2);
    assertThat(history.bestEpoch()).hasValue(1);
    // Three steps of w ← w + 0.02·(2 − w) from 0: 2·(1 − 0.98³).
    assertThat(model.now()).isCloseTo(2 * (1 - Math.pow(0.98, 3)), within(1e-6));
  }

  /// w ← w + 2η(2 − w)·x² grows without bound for η·x² = 1000, and its square leaves float32.
  @Test
  void saysWhyItCannotGoOnWithAnInfiniteLoss() {
    Slope model = new Slope();
    List<Ending> endings = new ArrayList<>();
    Callback recorder =
        new Callback() {
          @Override
          public void onEnd(History history) {
            endings.add(history.ending());
          }
        };
    Trainer trainer = slope(model, 1000).epochs(100).callback(recorder).build();

    assertThatThrownBy(() -> trainer.fit(new Loader(points(1, 2), 1)))
        .isInstanceOfSatisfying(
            TrainingException.class,
            e -> {
              assertThat(e.loss()).isInfinite();
              assertThat(e.step()).isEqualTo(e.epoch()).isGreaterThan(1);
              assertThat(e.lr()).isEqualTo(1000);
            })
        .hasMessageContaining("lower the learning rate, normalise the features, or clip");
    assertThat(endings).containsExactly(Ending.FAILED);
  }

  @Test
  void stopsAtOnceWhenTheLossIsNotANumberAndKeepsTheBest() {
    Slope model = new Slope();
    Dataset data = points(1, 2);
    AtomicInteger calls = new AtomicInteger();
    Loss breaks =
        (prediction, target) -> {
          Tensor loss = new MSELoss().of(prediction, target);
          return calls.getAndIncrement() < 4 ? loss : loss.mul(Double.NaN);
        };
    Trainer trainer =
        Trainer.of(model, breaks, new SGD(model.parameters(), 0.1))
            .epochs(9)
            .validation(data)
            .build();

    // Calls: step, validation, step, validation, then the step of epoch 3 breaks.
    assertThatThrownBy(() -> trainer.fit(new Loader(data, 1)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("the loss is NaN in epoch 3, step 3, at learning rate 0.1");
    assertThat(model.now()).isCloseTo(0.72, within(1e-6));
  }

  @Test
  void schedulesByEpochAndByStep() {
    Dataset data = points(1, 2, 1, 2);
    Slope byEpoch = new Slope();
    History epochs =
        slope(byEpoch, 0.8)
            .epochs(3)
            .schedulePerEpoch(new StepLR(1, 0.5))
            .build()
            .fit(new Loader(data, 1));
    assertThat(epochs.epochs()).extracting(EpochReport::lr).containsExactly(0.8, 0.4, 0.2);

    Slope byStep = new Slope();
    History steps =
        slope(byStep, 0.8)
            .epochs(2)
            .schedulePerStep(new StepLR(1, 0.5))
            .build()
            .fit(new Loader(data, 1));
    assertThat(steps.epochs()).extracting(EpochReport::lr).containsExactly(0.4, 0.1);
  }

  @Test
  void lowersTheRateOnAPlateau() {
    Slope model = new Slope();
    Dataset data = points(1, 2);
    SGD optimizer = new SGD(model.parameters(), 0.1);
    ReduceLROnPlateau.Options options = new ReduceLROnPlateau.Options().withPatience(0);
    History history =
        Trainer.of(model, scripted(1, 2, 3), optimizer)
            .epochs(3)
            .validation(data)
            .plateau(new ReduceLROnPlateau(options))
            .build()
            .fit(new Loader(data, 1));

    assertThat(history.epochs()).extracting(EpochReport::lr).containsExactly(0.1, 0.1, 0.1 * 0.1);
  }

  @Test
  void trainsInTrainingModeAndLeavesEvaluationMode() {
    Dropout dropout = new Dropout(0.5, Seed.of(3));
    Linear linear = Seed.use(Seed.of(3), () -> new Linear(1, 1));
    Sequential model = new Sequential(linear, dropout);
    List<Boolean> training = new ArrayList<>();
    Loss spy =
        (prediction, target) -> {
          training.add(dropout.mode().isTraining());
          return new MSELoss().of(prediction, target);
        };
    Dataset data = points(1, 2);
    Trainer.of(model, spy, new SGD(model.parameters(), 0.1))
        .epochs(2)
        .validation(data)
        .build()
        .fit(new Loader(data, 1));

    assertThat(training).containsExactly(true, false, true, false);
    assertThat(dropout.mode().isTraining()).isFalse();
  }

  @Test
  void refusesWhatCannotWork() {
    Slope model = new Slope();
    Schedule constant = Schedule.constant();
    assertThatThrownBy(() -> slope(model, 1).patience(3).build())
        .hasMessageContaining("patience needs validation data");
    assertThatThrownBy(
            () -> slope(model, 1).schedulePerEpoch(constant).schedulePerStep(constant).build())
        .hasMessageContaining("2 schedules");
    Loader nothing = new Loader(points(1, 2), 2).droppingLast();
    assertThatThrownBy(() -> slope(model, 1).build().fit(nothing))
        .hasMessageContaining("an epoch has no minibatch");
  }
}
