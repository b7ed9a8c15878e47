package kierkegrad.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import kierkegrad.data.Batch;
import kierkegrad.data.Batches;
import kierkegrad.data.Dataset;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.schedule.ReduceLROnPlateau;
import kierkegrad.optim.schedule.Schedule;
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
public final class Trainer {
  private final Layer model;
  private final Loss loss;
  private final Optimizer optimizer;
  private final int epochs;
  private final Optional<Schedule> stepSchedule;
  private final Optional<Schedule> epochSchedule;
  private final Optional<ReduceLROnPlateau> plateau;
  private final Function<Batch, Pass> passes;
  private final int accumulate;
  private final Clipping clipping;
  private final Optional<Dataset> validation;
  private final OptionalInt patience;
  private final List<Callback> callbacks;
  private final StopSignal stopSignal;

  Trainer(TrainerBuilder builder) {
    this.model = builder.model;
    this.loss = builder.loss;
    this.optimizer = builder.optimizer;
    this.epochs = builder.epochs;
    this.stepSchedule = builder.stepSchedule;
    this.epochSchedule = builder.epochSchedule;
    this.plateau = builder.plateau;
    this.passes = passes(builder);
    this.accumulate = builder.accumulate;
    this.clipping = builder.clipping;
    this.validation = builder.validation;
    this.patience = builder.patience;
    this.callbacks = List.copyOf(builder.callbacks);
    this.stopSignal = builder.stopSignal;
  }

  /// A training of this model for this loss, still to be described.
  public static TrainerBuilder of(Layer model, Loss loss, Optimizer optimizer) {
    return new TrainerBuilder(model, loss, optimizer);
  }

  private static Function<Batch, Pass> passes(TrainerBuilder b) {
    Clipping clipping = b.accumulate == 1 ? b.clipping : new Clipping.None();
    if (b.compiled) {
      CompiledStep step = new CompiledStep(b.model, b.loss, b.optimizer, clipping, b.penalty);
      return batch -> step.differentiate(batch.x(), batch.y());
    }
    return batch -> Pass.eager(b.model, b.loss, b.penalty, clipping, b.optimizer, batch);
  }

  /// Trains on these minibatches.
  ///
  /// @throws TrainingException if a loss is not a finite number
  public History fit(Batches batches) {
    Best best = new Best(model);
    List<EpochReport> reports = new ArrayList<>();
    Ending ending = Ending.FAILED;
    callbacks.forEach(callback -> callback.onStart(epochs, batches.steps()));
    try {
      ending = epochs(batches, reports, best);
    } finally {
      best.restore();
      model.eval();
      History history = new History(reports, best.epoch(), ending);
      callbacks.forEach(callback -> callback.onEnd(history));
    }
    return new History(reports, best.epoch(), ending);
  }

  private Ending epochs(Batches batches, List<EpochReport> reports, Best best) {
    for (int epoch = 1; epoch <= epochs && !stopSignal.isRequested(); epoch++) {
      int done = epoch - 1;
      epochSchedule.ifPresent(schedule -> schedule.apply(optimizer, done));
      Meter meter = new Meter(epoch, reports.isEmpty() ? 0 : reports.getLast().steps());
      steps(batches.epoch(done), meter);
      if (stopSignal.isRequested()) {
        return Ending.STOPPED;
      }
      EpochReport report = finish(meter, best);
      reports.add(report);
      callbacks.forEach(callback -> callback.onEpoch(report));
      if (patience.isPresent() && best.waited(epoch) >= patience.getAsInt()) {
        return Ending.EARLY_STOPPED;
      }
    }
    return stopSignal.isRequested() ? Ending.STOPPED : Ending.COMPLETED;
  }

  private void steps(Iterable<Batch> batches, Meter meter) {
    model.train();
    Accumulation accumulation = new Accumulation(accumulate, clipping, optimizer);
    for (Batch batch : batches) {
      stepSchedule.ifPresent(schedule -> schedule.apply(optimizer, meter.steps()));
      Pass pass = accumulation.add(passes.apply(batch));
      requireFinite("loss", pass.total(), meter.epoch(), meter.steps() + 1);
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
      if (stopSignal.isRequested()) {
        return;
      }
    }
    accumulation.finish();
  }

  private EpochReport finish(Meter meter, Best best) {
    if (meter.rows() == 0) {
      throw new IllegalArgumentException(
          "training: an epoch has no minibatch; is the training part empty, or smaller than a batch while the last one is dropped?");
    }
    double lr = optimizer.lr();
    Optional<Evaluation> evaluation = validation.map(data -> Evaluation.of(model, loss, data));
    EpochReport report = meter.report(evaluation, lr);
    evaluation.ifPresent(e -> {
      requireFinite("validation loss", e.loss(), report.epoch(), report.steps());
      best.offer(report.epoch(), e.loss());
    });
    double judged = evaluation.map(Evaluation::loss).orElse(report.trainLoss());
    plateau.ifPresent(p -> p.step(judged, optimizer));
    return report;
  }

  private void requireFinite(String which, double loss, int epoch, long step) {
    if (!Double.isFinite(loss)) {
      throw new TrainingException(which, epoch, step, loss, optimizer.lr());
    }
  }
}
