package kierkegrad.train;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Function;
import kierkegrad.data.Batch;
import kierkegrad.data.Batches;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.optim.Optimizer;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.History.Ending;

/// The training loop.
///
/// ```java
/// Optimizer optimizer = new Adam(model.parameters(), 0.01);
/// Trainer trainer =
///     Trainer.of(model, new CrossEntropyLoss(), optimizer)
///         .epochs(100)
///         .validation(split.validation())
///         .patience(10)
///         .build();
/// History history = trainer.fit(new Loader(split.train(), 32).shuffled(42));
/// ```
///
/// The model is in training mode during the steps, in evaluation mode during validation and
/// afterwards. With validation data, it ends with the parameters of the epoch whose validation loss
/// was the lowest, however the training ends; without, with the last ones. Dropout draws from
/// [kierkegrad.random.Seed#current].
///
/// With [TrainerBuilder#checkpoints], the training can be killed at any moment: a trainer that is
/// built in the same way, of a model of the same form, goes on with [#resume] from the last state
/// that was saved, and ends in the same bits.
public final class Trainer {
  private final Setup setup;
  private final Layer model;
  private final Optimizer optimizer;
  private final List<Callback> callbacks;
  private final StopSignal stopSignal;
  private final Function<Batch, Pass> passes;
  private final Finite finite;

  Trainer(Setup setup) {
    this.setup = setup;
    this.model = setup.model();
    this.optimizer = setup.optimizer();
    this.callbacks = setup.callbacks();
    this.stopSignal = setup.stopSignal();
    this.passes = passes(setup);
    this.finite = new Finite(setup);
  }

  /// A training of this model for this loss, still to be described.
  public static TrainerBuilder of(Layer model, Loss loss, Optimizer optimizer) {
    return new TrainerBuilder(model, loss, optimizer);
  }

  private static Function<Batch, Pass> passes(Setup s) {
    Clipping clipping = s.accumulate() == 1 ? s.clipping() : new Clipping.None();
    if (s.compiled()) {
      CompiledStep step =
          new CompiledStep(s.model(), s.loss(), s.optimizer(), clipping, s.penalty());
      return batch -> step.differentiate(batch.x(), batch.y());
    }
    return batch -> Pass.eager(s.model(), s.loss(), s.penalty(), clipping, s.optimizer(), batch);
  }

  /// Trains on these minibatches.
  ///
  /// @throws TrainingException if a loss or a gradient is not a finite number
  /// @throws UnsupportedOperationException if the training is to be saved and a generator that it
  ///   draws from cannot say where it stands
  public History fit(Batches batches) {
    return run(Course.start(setup), Optional.empty(), batches);
  }

  /// Goes on with a training that was saved. Everything afterwards, parameters, numbers of the
  /// history (except seconds), steps that callbacks are told of, and the end, is as if it had never
  /// stopped; with more epochs than it had, a training that was over goes on too.
  ///
  /// @param state whose model, optimizer and settings were like these
  /// @param batches the same as before
  /// @throws IllegalArgumentException if the state does not fit; model and optimizer are unchanged
  ///   then
  public History resume(TrainingState state, Batches batches) {
    Fit.require(state, batches);
    return run(Course.resume(setup, state), Optional.of(state), batches);
  }

  private History run(Course course, Optional<TrainingState> from, Batches batches) {
    if (setup.checkpoints().isPresent()) {
      Fit.requireWhole(model, optimizer);
      course.generators.requireKnown();
    }
    Checkpoints checkpoints = new Checkpoints(setup, from.isPresent(), course::state);
    Ending ending = Ending.FAILED;
    OptionalInt best = OptionalInt.empty();
    callbacks.forEach(callback -> callback.onStart(setup.epochs(), batches.steps()));
    from.ifPresent(course::restoreCallbacks);
    try {
      ending = epochs(course, from, batches, checkpoints);
      checkpoints.atEnd();
    } finally {
      if (setup.validation().isPresent() || ending == Ending.STOPPED || ending == Ending.FAILED) {
        best = course.best.restore();
      }
      model.eval();
      History history = new History(course.reports, best, ending, checkpoints.failure());
      callbacks.forEach(callback -> callback.onEnd(history));
    }
    return new History(course.reports, best, ending, checkpoints.failure());
  }

  private Ending epochs(
      Course course, Optional<TrainingState> from, Batches batches, Checkpoints checkpoints) {
    Optional<TrainingState> middle = from.filter(state -> state.progress().batches() > 0);
    for (Optional<Ending> over = over(course); over.isEmpty(); over = over(course)) {
      int done = course.reports.size();
      if (middle.isEmpty()) {
        setup.epochSchedule().ifPresent(schedule -> schedule.apply(optimizer, done));
      }
      Iterator<Batch> rest = batches.epoch(done, course.meter.batches()).iterator();
      // Batches that are skipped may have drawn numbers.
      middle.ifPresent(state -> course.generators.restore(state.generators()));
      middle = Optional.empty();
      steps(rest, course, checkpoints);
      if (stopSignal.isRequested()) {
        return Ending.STOPPED;
      }
      course.accumulation.finish();
      EpochReport report = finish(course);
      course.reports.add(report);
      callbacks.forEach(callback -> callback.onEpoch(report));
      course.next();
      checkpoints.afterEpoch();
    }
    return over(course).orElseThrow();
  }

  private Optional<Ending> over(Course course) {
    int done = course.reports.size();
    boolean waits = setup.patience().isPresent() && done > 0;
    if (waits && course.best.waited(done) >= setup.patience().getAsInt()) {
      return Optional.of(Ending.EARLY_STOPPED);
    }
    if (stopSignal.isRequested()) {
      return Optional.of(Ending.STOPPED);
    }
    return done >= setup.epochs() ? Optional.of(Ending.COMPLETED) : Optional.empty();
  }

  private void steps(Iterator<Batch> batches, Course course, Checkpoints checkpoints) {
    model.train();
    Meter meter = course.meter;
    meter.begin();
    while (!stopSignal.isRequested() && batches.hasNext()) {
      Batch batch = batches.next();
      setup.stepSchedule().ifPresent(schedule -> schedule.apply(optimizer, meter.steps()));
      SequencedMap<String, Tensor> before = course.drawn();
      Pass pass = course.accumulation.add(passes.apply(batch));
      finite.require(pass, batch, meter, before);
      meter.add(batch, pass.prediction(), pass.loss());
      Step step =
          new Step(
              meter.epoch(),
              meter.steps(),
              batch,
              pass.prediction(),
              pass.loss(),
              pass.gradients(),
              optimizer.lr());
      callbacks.forEach(callback -> callback.beforeUpdate(step));
      pass.update().run();
      callbacks.forEach(callback -> callback.onStep(step));
      checkpoints.afterStep(meter.steps());
    }
  }

  private EpochReport finish(Course course) {
    if (course.meter.rows() == 0) {
      throw new IllegalArgumentException(
          "training: an epoch has no minibatch; is the training part empty, or smaller than a batch while the last one is dropped?");
    }
    double lr = optimizer.lr();
    Optional<Evaluation> evaluation =
        setup.validation().map(data -> Evaluation.of(model, setup.loss(), data));
    EpochReport report = course.meter.report(evaluation, lr);
    evaluation.ifPresent(e -> finite.require(e, report));
    double judged = evaluation.map(Evaluation::loss).orElse(report.trainLoss());
    if (evaluation.isPresent() || setup.keepsLowestLoss()) {
      course.best.offer(report.epoch(), judged);
    }
    setup.plateau().ifPresent(p -> p.step(judged, optimizer));
    return report;
  }
}
