package kierkegrad.train;

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
  final Layer model;
  final Loss loss;
  final Optimizer optimizer;
  final List<Callback> callbacks = new ArrayList<>();
  boolean compiled;
  int accumulate = 1;
  int epochs = 1;
  Optional<Schedule> stepSchedule = Optional.empty();
  Optional<Schedule> epochSchedule = Optional.empty();
  Optional<ReduceLROnPlateau> plateau = Optional.empty();
  Clipping clipping = new Clipping.None();
  Optional<Supplier<Tensor>> penalty = Optional.empty();
  Optional<Dataset> validation = Optional.empty();
  OptionalInt patience = OptionalInt.empty();
  StopSignal stopSignal = new StopSignal();

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
    return new Trainer(this);
  }
}
