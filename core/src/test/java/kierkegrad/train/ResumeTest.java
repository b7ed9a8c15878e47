package kierkegrad.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kierkegrad.data.Batches;
import kierkegrad.data.Loader;
import kierkegrad.data.Row;
import kierkegrad.data.StreamLoader;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.optim.Adam;
import kierkegrad.optim.NAdam;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.SGD;
import kierkegrad.optim.schedule.CosineAnnealingLR;
import kierkegrad.optim.schedule.OneCycleLR;
import kierkegrad.optim.schedule.ReduceLROnPlateau;
import kierkegrad.optim.schedule.StepLR;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.History.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResumeTest {
  private static final int ROWS = 33;
  private static final TensorDataset TRAIN = rows(1);
  private static final TensorDataset VALIDATION = rows(2);
  private static final Batches BATCHES = new Loader(TRAIN, 7).shuffled(5);

  private static TensorDataset rows(long seed) {
    return Seed.use(
        Seed.of(seed),
        () -> {
          Tensor x = Tensor.randn(Seed.current(), ROWS, 4);
          return new TensorDataset(x, x.argmax(1));
        });
  }

  /// Everything that makes up a run.
  ///
  /// @param finish says the rest
  private record Scenario(
      BiFunction<List<Parameter>, Double, Optimizer> optimizer,
      Generator generator,
      Optional<Generator> own,
      Batches batches,
      boolean compiled,
      UnaryOperator<TrainerBuilder> finish) {}

  private record Recorded(
      List<String> steps, Sequential model, Optimizer optimizer, History history, Tensor next) {
    Map<String, String> bits() {
      Map<String, String> bits = new LinkedHashMap<>();
      model.state().forEach((name, box) -> bits.put(name, text(box.value())));
      optimizer.state().forEach((name, value) -> bits.put("optimizer." + name, text(value)));
      bits.put("next random number", text(next));
      return bits;
    }
  }

  private static String text(Tensor value) {
    return java.util.Arrays.toString(value.toDoubleArray());
  }

  /// Counts what it is told, and remembers the count over a resume.
  private static final class Recorder implements Callback {
    private final List<String> steps = new ArrayList<>();
    private double sum;

    @Override
    public void onStep(Step step) {
      sum += step.loss();
      steps.add(
          step.epoch() + "/" + step.number() + " " + step.loss() + " " + step.lr() + " " + sum);
    }

    @Override
    public void onEpoch(EpochReport report) {
      steps.add("epoch " + report.epoch());
    }

    @Override
    public SequencedMap<String, Tensor> state() {
      SequencedMap<String, Tensor> state = new LinkedHashMap<>();
      state.put("sum", Tensor.of(new double[] {sum}));
      return state;
    }

    @Override
    public void restore(Map<String, Tensor> state) {
      sum = state.getOrDefault("sum", Tensor.scalar(0)).item();
    }
  }

  private static Recorded run(
      Scenario s, long seed, CheckpointSink sink, Optional<TrainingState> from) {
    return run(s, seed, sink, from, new StopSignal());
  }

  /// The seed of the weights differs between runs, so that only the state can make them equal.
  private static Recorded run(
      Scenario s, long seed, CheckpointSink sink, Optional<TrainingState> from, StopSignal stop) {
    Sequential model =
        Seed.use(
            Seed.of(seed),
            () ->
                new Sequential(
                    new Linear(4, 8),
                    new BatchNorm1d(8),
                    new ReLU(),
                    s.own().map(g -> new Dropout(0.3, g)).orElseGet(() -> new Dropout(0.3)),
                    new Linear(8, 4)));
    Optimizer optimizer = s.optimizer().apply(model.parameters(), 0.05);
    Recorder recorder = new Recorder();
    TrainerBuilder builder =
        s.finish()
            .apply(Trainer.of(model, new CrossEntropyLoss(), optimizer))
            .callback(recorder)
            .stopSignal(stop)
            .checkpoints(sink)
            .checkpointSteps(1);
    Trainer trainer = s.compiled() ? builder.compiled().build() : builder.build();
    History history =
        Seed.use(
            s.generator(),
            () ->
                from.map(f -> trainer.resume(f, s.batches()))
                    .orElseGet(() -> trainer.fit(s.batches())));
    return new Recorded(recorder.steps, model, optimizer, history, s.generator().state());
  }

  static Stream<Arguments> scenarios() {
    UnaryOperator<TrainerBuilder> early =
        b ->
            b.epochs(8)
                .validation(VALIDATION)
                .patience(2)
                .plateau(new ReduceLROnPlateau(new ReduceLROnPlateau.Options().withPatience(0)));
    UnaryOperator<TrainerBuilder> accumulated =
        b -> b.epochs(4).accumulate(3).clipNorm(0.5).schedulePerStep(new CosineAnnealingLR(20, 0));
    UnaryOperator<TrainerBuilder> byEpoch =
        b -> b.epochs(4).clipValue(0.1).validation(VALIDATION).schedulePerEpoch(new StepLR(2, 0.5));
    UnaryOperator<TrainerBuilder> cycle = b -> b.epochs(3).schedulePerStep(new OneCycleLR(15));
    BiFunction<List<Parameter>, Double, Optimizer> adam = Adam::new;
    BiFunction<List<Parameter>, Double, Optimizer> nadam = NAdam::new;
    BiFunction<List<Parameter>, Double, Optimizer> sgd =
        (p, lr) -> new SGD(p, new SGD.Options(lr).withMomentum(0.9));
    Batches stream =
        new StreamLoader(
                () ->
                    java.util.stream.IntStream.range(0, ROWS)
                        .mapToObj(i ->
                            new Row(TRAIN.all().x().select(0, i), TRAIN.all().y().select(0, i)))
                        .iterator(),
                7)
            .shuffled(10, 3);
    return Stream.of(false, true)
        .flatMap(compiled ->
            Stream.of(
                Arguments.of(
                    "early stopping" + mode(compiled),
                    new Scenario(adam, Seed.of(3), Optional.empty(), BATCHES, compiled, early)),
                Arguments.of(
                    "accumulation" + mode(compiled),
                    new Scenario(
                        sgd, Seed.torch(3), Optional.empty(), BATCHES, compiled, accumulated)),
                Arguments.of(
                    "per epoch, own generator" + mode(compiled),
                    new Scenario(
                        nadam, Seed.of(3), Optional.of(Seed.torch(4)), stream, compiled, byEpoch)),
                Arguments.of(
                    "momentum in a cycle" + mode(compiled),
                    new Scenario(sgd, Seed.of(3), Optional.empty(), BATCHES, compiled, cycle))));
  }

  private static String mode(boolean compiled) {
    return compiled ? ", compiled" : ", eager";
  }

  /// From each state of the run (one per step, one per epoch; of compiled ones every third), a new
  /// run ends in the same bits.
  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void goesOnFromEveryStepAsIfItHadNeverStopped(String name, Scenario s) {
    Tensor start = s.generator().state();
    Optional<Tensor> ownStart = s.own().map(Generator::state);
    List<TrainingState> states = new ArrayList<>();
    Recorded whole = run(s, 1, states::add, Optional.empty());
    assertThat(states).hasSizeGreaterThan(15);

    for (int i = 0; i < states.size(); i += s.compiled() ? 3 : 1) {
      TrainingState state = states.get(i);
      s.generator().restore(start);
      s.own().ifPresent(own -> own.restore(ownStart.orElseThrow()));
      List<TrainingState> later = new ArrayList<>();
      Recorded rest = run(s, 2, later::add, Optional.of(state));

      String after = "after step " + state.steps();
      assertThat(rest.bits()).as(after).isEqualTo(whole.bits());
      assertThat(rest.steps())
          .as(after)
          .isEqualTo(
              whole
                  .steps()
                  .subList(whole.steps().size() - rest.steps().size(), whole.steps().size()));
      assertThat(rest.history().ending()).isEqualTo(whole.history().ending());
      assertThat(rest.history().bestEpoch()).isEqualTo(whole.history().bestEpoch());
      assertThat(numbers(rest.history())).isEqualTo(numbers(whole.history()));
      assertThat(later).as(after).hasSize(states.size() - 1 - i);
    }
  }

  private static List<String> numbers(History history) {
    return history.epochs().stream()
        .map(e ->
            "%d %d %d %s %s %s %s"
                .formatted(
                    e.epoch(),
                    e.steps(),
                    e.rows(),
                    e.trainLoss(),
                    e.trainAccuracy(),
                    e.validation().map(v -> v.loss() + " " + v.accuracy()),
                    e.lr()))
        .toList();
  }

  private static Scenario plain(UnaryOperator<TrainerBuilder> finish) {
    return new Scenario(Adam::new, Seed.of(3), Optional.empty(), BATCHES, false, finish);
  }

  /// A stop gives the state in which the training was, not the best parameters that the model then
  /// gets.
  @Test
  void goesOnAfterAStopSignal() {
    UnaryOperator<TrainerBuilder> form = b -> b.epochs(4).validation(VALIDATION);
    Recorded whole = run(plain(form), 1, _ -> {}, Optional.empty());

    StopSignal stop = new StopSignal();
    List<TrainingState> states = new ArrayList<>();
    CheckpointSink sink =
        state -> {
          states.add(state);
          if (state.steps() == 12) {
            stop.stop();
          }
        };
    Recorded first = run(plain(form), 1, sink, Optional.empty(), stop);
    assertThat(first.history().ending()).isEqualTo(Ending.STOPPED);
    assertThat(first.history().bestEpoch()).isPresent();
    Recorded second = run(plain(form), 2, _ -> {}, Optional.of(states.getLast()));

    assertThat(second.bits()).isEqualTo(whole.bits());
    assertThat(numbers(second.history())).isEqualTo(numbers(whole.history()));
  }

  @Test
  void goesOnWithMoreEpochs() {
    List<TrainingState> states = new ArrayList<>();
    run(plain(b -> b.epochs(2)), 1, states::add, Optional.empty());
    Recorded more = run(plain(b -> b.epochs(5)), 2, _ -> {}, Optional.of(states.getLast()));
    Recorded whole = run(plain(b -> b.epochs(5)), 1, _ -> {}, Optional.empty());

    assertThat(more.bits()).isEqualTo(whole.bits());
    assertThat(more.history().epochs()).hasSize(5);
  }

  /// A parameter that was frozen on the way stays so.
  @Test
  void remembersWhatIsFrozen() {
    List<TrainingState> states = new ArrayList<>();
    Recorded whole =
        run(
            plain(b -> b.epochs(2).callback(new FreezesAtStep(3))),
            1,
            states::add,
            Optional.empty());
    TrainingState state = states.get(4);
    assertThat(state.frozen()).containsExactly("0.weight");
    Recorded rest = run(plain(b -> b.epochs(2)), 2, _ -> {}, Optional.of(state));

    assertThat(rest.bits()).isEqualTo(whole.bits());
  }

  private static final class FreezesAtStep implements Callback {
    private final int at;

    FreezesAtStep(int at) {
      this.at = at;
    }

    @Override
    public void onStep(Step step) {
      if (step.number() == at) {
        step.gradients().variables().stream()
            .filter(v -> v.name().equals("0.weight"))
            .forEach(v -> ((Parameter) v).freeze());
      }
    }
  }

  @Test
  void savesAtTheTimesThatWereAskedFor() {
    List<String> saved = new ArrayList<>();
    CheckpointSink sink =
        state ->
            saved.add(
                "%d/%d%s"
                    .formatted(
                        state.progress().epoch(), state.steps(), state.isBest() ? " best" : ""));
    Sequential model = new Sequential(new Linear(4, 4));
    Trainer.of(model, new CrossEntropyLoss(), new SGD(model.parameters(), 0.1))
        .epochs(2)
        .validation(VALIDATION)
        .checkpoints(sink)
        .checkpointSteps(4)
        .build()
        .fit(BATCHES);
    assertThat(saved).containsExactly("1/4", "2/5 best", "2/8", "3/10 best");

    saved.clear();
    Trainer.of(model, new CrossEntropyLoss(), new SGD(model.parameters(), 1e-9))
        .epochs(3)
        .keepLowestLoss()
        .checkpoints(sink)
        .checkpointPause(Duration.ofHours(1))
        .build()
        .fit(BATCHES);
    assertThat(saved.getLast()).startsWith("4/15");
    assertThat(saved).hasSizeBetween(1, 2).filteredOn(text -> text.endsWith("best")).hasSize(1);

    saved.clear();
    Trainer.of(model, new CrossEntropyLoss(), new SGD(model.parameters(), 0.1))
        .epochs(1)
        .checkpoints(sink)
        .checkpointInterval(Duration.ZERO)
        .build()
        .fit(BATCHES);
    assertThat(saved).containsExactly("1/1", "1/2", "1/3", "1/4", "1/5", "2/5");
  }

  /// The sink fails from the 3rd to the 5th time; afterwards it works again.
  @Test
  void aFailingSinkDoesNotEndTheTraining() {
    List<String> warnings = new ArrayList<>();
    Callback listener =
        new Callback() {
          @Override
          public void onCheckpointFailed(Exception cause) {
            warnings.add(cause.getMessage());
          }
        };
    int[] calls = {0};
    CheckpointSink full =
        _ -> {
          calls[0]++;
          if (calls[0] >= 3 && calls[0] <= 5) {
            throw new java.io.IOException("disk full");
          }
        };
    Sequential model = new Sequential(new Linear(4, 4));
    TrainerBuilder builder =
        Trainer.of(model, new CrossEntropyLoss(), new SGD(model.parameters(), 0.1))
            .callback(listener)
            .checkpoints(full)
            .checkpointSteps(1);
    History healed = builder.epochs(2).build().fit(BATCHES);
    assertThat(healed.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(healed.unsaved()).isEmpty();
    assertThat(warnings).containsExactly("disk full");
    assertThat(calls[0]).isEqualTo(12);

    calls[0] = 0;
    warnings.clear();
    // 4 steps are enough for 4 calls, of which the last two fail; the end asks once more.
    Batches four = new Loader(TRAIN, 7).droppingLast();
    History lost = builder.epochs(1).build().fit(four);
    assertThat(calls[0]).isEqualTo(6);
    assertThat(lost.unsaved()).isEmpty();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void saysInTheEndThatTheLastStateIsNotSaved() {
    Sequential model = new Sequential(new Linear(4, 4));
    History history =
        Trainer.of(model, new CrossEntropyLoss(), new SGD(model.parameters(), 0.1))
            .checkpoints(_ -> {
              throw new IllegalStateException("no place");
            })
            .build()
            .fit(BATCHES);

    assertThat(history.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(history.unsaved().orElseThrow()).hasMessage("no place");
  }

  /// w₀ = 0.5 trained with a rate that grows: the lowest loss is that of the first epoch.
  @Test
  void keepsTheLowestLossOnlyIfTheTrainingDoesNotComeToItsEnd() {
    List<Double> weights = new ArrayList<>();
    StopSignal stop = new StopSignal();
    Sequential model = Seed.use(Seed.of(1), () -> new Sequential(new Linear(4, 4)));
    Callback recorder =
        new Callback() {
          @Override
          public void onEpoch(EpochReport report) {
            weights.add(model.parameters().getFirst().value().toDoubleArray()[0]);
          }

          @Override
          public void onStep(Step step) {
            if (step.number() == 13) {
              stop.stop();
            }
          }
        };
    TrainerBuilder builder =
        Trainer.of(model, new CrossEntropyLoss(), new SGD(model.parameters(), 0.1))
            .epochs(4)
            .schedulePerEpoch((base, time) -> time < 1 ? base : 1000)
            .keepLowestLoss()
            .callback(recorder);
    History stopped = builder.stopSignal(stop).build().fit(BATCHES);
    assertThat(stopped.ending()).isEqualTo(Ending.STOPPED);
    assertThat(stopped.bestEpoch()).hasValue(1);
    assertThat(model.parameters().getFirst().value().toDoubleArray()[0])
        .isEqualTo(weights.getFirst());

    History completed = builder.epochs(2).stopSignal(new StopSignal()).build().fit(BATCHES);
    assertThat(completed.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(completed.bestEpoch()).isEmpty();
    assertThat(model.parameters().getFirst().value().toDoubleArray()[0])
        .isEqualTo(weights.getLast());
  }

  @Test
  void refusesAStateThatDoesNotFit() {
    List<TrainingState> states = new ArrayList<>();
    run(plain(b -> b.epochs(1)), 1, states::add, Optional.empty());
    TrainingState state = states.get(2);
    Sequential other = new Sequential(new Linear(4, 3));
    Trainer trainer =
        Trainer.of(other, new CrossEntropyLoss(), new Adam(other.parameters(), 0.1)).build();
    assertThatThrownBy(() -> trainer.resume(state, BATCHES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the saved model does not fit")
        .hasMessageContaining("0.weight is F32 [8, 4], this model has F32 [3, 4]")
        .hasMessageContaining("4.weight is not in this model");

    Scenario sgd = new Scenario(SGD::new, Seed.of(3), Optional.empty(), BATCHES, false, b -> b);
    assertThatThrownBy(() -> run(sgd, 1, _ -> {}, Optional.of(state)))
        .hasMessageContaining("is it another's?");
    Scenario torch =
        new Scenario(Adam::new, Seed.torch(3), Optional.empty(), BATCHES, false, b -> b);
    assertThatThrownBy(() -> run(torch, 1, _ -> {}, Optional.of(state)))
        .hasMessageContaining("was it saved by another kind of generator?");
    Scenario plateau = plain(b -> b.plateau(new ReduceLROnPlateau()));
    assertThatThrownBy(() -> run(plateau, 1, _ -> {}, Optional.of(state)))
        .hasMessageContaining("has no schedule on a plateau");
    Batches few = new Loader(TRAIN, 30);
    assertThatThrownBy(() ->
            run(
                new Scenario(Adam::new, Seed.of(3), Optional.empty(), few, false, b -> b),
                1,
                _ -> {},
                Optional.of(state)))
        .hasMessageContaining("has done 3 minibatches of epoch 1, and these data have 2");
    Scenario own =
        new Scenario(Adam::new, Seed.of(3), Optional.of(Seed.of(1)), BATCHES, false, b -> b);
    assertThatThrownBy(() -> run(own, 1, _ -> {}, Optional.of(state)))
        .hasMessageContaining("[current], and this one [current, 3.generator]");
  }

  @Test
  void refusesBeforeTheFirstStepWhatCouldNotBeSaved() {
    Generator counter = () -> 4;
    Sequential model = new Sequential(new Linear(4, 4));
    Trainer trainer =
        Trainer.of(model, new CrossEntropyLoss(), new SGD(model.parameters(), 0.1))
            .checkpoints(_ -> {})
            .build();
    assertThatThrownBy(() -> Seed.use(counter, () -> trainer.fit(BATCHES)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("does not override state()");

    Parameter outside = new Parameter(Tensor.zeros(2));
    Trainer partial =
        Trainer.of(model, new CrossEntropyLoss(), new SGD(List.of(outside), 0.1))
            .checkpoints(_ -> {})
            .build();
    assertThatThrownBy(() -> partial.fit(BATCHES))
        .hasMessageContaining("which the model does not have");
    assertThatThrownBy(() ->
            Trainer.of(model, new CrossEntropyLoss(), new SGD(List.of(outside), 1))
                .checkpointSteps(2))
        .hasMessageContaining("call checkpoints(sink) first");
  }

  @Test
  void givesEachCallbackItsOwnState() {
    Callback a = new Recorder();
    Callback b = new Recorder();
    Callback anonymous = new Callback() {};
    assertThat(Callbacks.named(List.of(a, anonymous, b)).keySet())
        .containsExactly("Recorder", "callback", "Recorder#2");
  }
}
