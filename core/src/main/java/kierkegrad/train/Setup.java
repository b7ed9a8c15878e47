package kierkegrad.train;

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

/// What a [TrainerBuilder] was told.
record Setup(
    Layer model,
    Loss loss,
    Optimizer optimizer,
    int epochs,
    boolean compiled,
    int accumulate,
    Optional<Schedule> stepSchedule,
    Optional<Schedule> epochSchedule,
    Optional<ReduceLROnPlateau> plateau,
    Clipping clipping,
    Optional<Supplier<Tensor>> penalty,
    Optional<Dataset> validation,
    OptionalInt patience,
    boolean keepsLowestLoss,
    Optional<Checkpoints.Plan> checkpoints,
    List<Callback> callbacks,
    StopSignal stopSignal) {
  Setup {
    callbacks = List.copyOf(callbacks);
  }
}
