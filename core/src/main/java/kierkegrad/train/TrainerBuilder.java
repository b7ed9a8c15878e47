package kierkegrad.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import kierkegrad.data.Dataset;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.schedule.ReduceLROnPlateau;
import kierkegrad.optim.schedule.Schedule;
import kierkegrad.tensor.Tensor;

/// Describes a training.
///
/// @see Trainer#of
public final class TrainerBuilder {
  private final Layer model;
  private final Loss loss;
  private final Optimizer optimizer;
  private final List<Callback> callbacks = new ArrayList<>();
  private boolean compiled;
  private int accumulate = 1;
  private int epochs = 1;
  private Optional<Schedule> stepSchedule = Optional.empty();
  private Optional<Schedule> epochSchedule = Optional.empty();
  private Optional<ReduceLROnPlateau> plateau = Optional.empty();
  private Clipping clipping = new Clipping.None();
  private Optional<Supplier<Tensor>> penalty = Optional.empty();
  private Optional<Dataset> validation = Optional.empty();
  private OptionalInt patience = OptionalInt.empty();
  private boolean keepsLowestLoss;
  private Optional<Checkpoints.Plan> checkpoints = Optional.empty();
  private StopSignal stopSignal = new StopSignal();

  TrainerBuilder(Layer model, Loss loss, Optimizer optimizer) {
    this.model = model;
    this.loss = loss;
    this.optimizer = optimizer;
  }

  /// How often all rows are learned from; once by default.
  public TrainerBuilder epochs(int epochs) {
    if (epochs < 0) {
      throw new IllegalArgumentException("trainer: " + epochs + " epochs; use 0 or more");
    }
    this.epochs = epochs;
    return this;
  }

  /// A learning rate that changes from step to step: its time counts steps.
  public TrainerBuilder schedulePerStep(Schedule schedule) {
    this.stepSchedule = Optional.of(schedule);
    return this;
  }

  /// A learning rate that changes from epoch to epoch: its time counts epochs.
  public TrainerBuilder schedulePerEpoch(Schedule schedule) {
    this.epochSchedule = Optional.of(schedule);
    return this;
  }

  /// A learning rate that is lowered when the validation loss (without validation data, the
  /// training loss) does not fall any more.
  public TrainerBuilder plateau(ReduceLROnPlateau plateau) {
    this.plateau = Optional.of(plateau);
    return this;
  }

  /// Limits the Euclidean norm of all gradients together.
  public TrainerBuilder clipNorm(double limit) {
    this.clipping = new Clipping.Norm(limit);
    return this;
  }

  /// Limits the norm of order p of all gradients together; of order infinity it is the largest
  /// size.
  public TrainerBuilder clipNorm(double limit, double p) {
    this.clipping = new Clipping.Norm(limit, p, false);
    return this;
  }

  /// Limits every element of the gradients.
  public TrainerBuilder clipValue(double limit) {
    this.clipping = new Clipping.Value(limit);
    return this;
  }

  /// A number to be added to the loss at each step, such as `() -> Penalty.l2(weights, 1e-4)`.
  public TrainerBuilder penalty(Supplier<Tensor> penalty) {
    this.penalty = Optional.of(penalty);
    return this;
  }

  /// Updates the parameters after every so many batches only, by the mean of their gradients: what
  /// one batch as large as all of them would give, if they are of one size and the loss is a mean.
  /// Clipping limits that mean. What is left at the end of an epoch makes an update of its own.
  public TrainerBuilder accumulate(int batches) {
    if (batches < 1) {
      throw new IllegalArgumentException(
          "trainer: an update after " + batches + " batches; use 1 or more");
    }
    this.accumulate = batches;
    return this;
  }

  /// Compiles the step, which makes it several times faster; see [CompiledStep] for what the model
  /// must not do then. What a [Callback] is told of a step (prediction, gradients) is then valid
  /// until the next one; keep a `copy()`.
  public TrainerBuilder compiled() {
    this.compiled = true;
    return this;
  }

  /// Data to judge the model by after each epoch. The parameters of the best epoch are kept.
  public TrainerBuilder validation(Dataset validation) {
    this.validation = Optional.of(validation);
    return this;
  }

  /// Ends the training once the validation loss has not fallen below its lowest for that many
  /// epochs.
  public TrainerBuilder patience(int epochs) {
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "trainer: a patience of " + epochs + " epochs; use 1 or more");
    }
    this.patience = OptionalInt.of(epochs);
    return this;
  }

  /// Without validation data: if the training does not come to its end, because it is stopped or a
  /// number is not finite any more, the model gets the parameters of the epoch with the lowest
  /// training loss. By default it keeps those that it has then.
  public TrainerBuilder keepLowestLoss() {
    this.keepsLowestLoss = true;
    return this;
  }

  /// Saves the state of the training at the end of every epoch and of the training, so that
  /// [Trainer#resume] can go on from it.
  public TrainerBuilder checkpoints(CheckpointSink sink) {
    this.checkpoints = Optional.of(new Checkpoints.Plan(sink));
    return this;
  }

  /// Saves it after every so many steps too, counted from the start of the training.
  public TrainerBuilder checkpointSteps(long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "trainer: a checkpoint after every " + steps + " steps; use 1 or more");
    }
    this.checkpoints = Optional.of(plan().withSteps(steps));
    return this;
  }

  /// Saves it too after the first step that ends so long after the last state was saved.
  public TrainerBuilder checkpointInterval(Duration interval) {
    this.checkpoints = Optional.of(plan().withInterval(interval));
    return this;
  }

  /// Leaves out the ends of epochs that come less than so long after the last state was saved, for
  /// epochs that are shorter than writing a file takes. The best epoch among those left out is
  /// saved with the next state.
  public TrainerBuilder checkpointPause(Duration pause) {
    this.checkpoints = Optional.of(plan().withPause(pause));
    return this;
  }

  private Checkpoints.Plan plan() {
    return checkpoints.orElseThrow(() ->
        new IllegalStateException(
            "trainer: there is nowhere to save states to; call checkpoints(sink) first"));
  }

  /// Tells what happens. May be called several times.
  public TrainerBuilder callback(Callback callback) {
    callbacks.add(callback);
    return this;
  }

  /// A signal that ends the training after the current step.
  public TrainerBuilder stopSignal(StopSignal signal) {
    this.stopSignal = signal;
    return this;
  }

  /// The trainer.
  ///
  /// @throws IllegalStateException if the description contradicts itself
  public Trainer build() {
    if (patience.isPresent() && validation.isEmpty()) {
      throw new IllegalStateException(
          "trainer: patience needs validation data to watch; add validation(…)");
    }
    long rates =
        List.of(stepSchedule, epochSchedule, plateau).stream().filter(Optional::isPresent).count();
    if (rates > 1) {
      throw new IllegalStateException(
          "trainer: "
              + rates
              + " schedules would overwrite each other's learning rate; choose one per step, per epoch, or on a plateau");
    }
    return new Trainer(
        new Setup(
            model,
            loss,
            optimizer,
            epochs,
            compiled,
            accumulate,
            stepSchedule,
            epochSchedule,
            plateau,
            clipping,
            penalty,
            validation,
            patience,
            keepsLowestLoss,
            checkpoints,
            callbacks,
            stopSignal));
  }
}
