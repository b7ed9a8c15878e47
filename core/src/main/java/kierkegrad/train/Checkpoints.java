package kierkegrad.train;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Decides when the state of a training is saved, and bears it when that fails.
final class Checkpoints {
  /// What was asked for.
  ///
  /// @param sink where states go
  /// @param steps after every so many steps, counted from the start of the training
  /// @param interval after so much time
  /// @param pause after a state was saved, the ends of epochs are not for so long
  record Plan(
      CheckpointSink sink, OptionalLong steps, Optional<Duration> interval, Duration pause) {
    Plan(CheckpointSink sink) {
      this(sink, OptionalLong.empty(), Optional.empty(), Duration.ZERO);
    }

    Plan withSteps(long steps) {
      return new Plan(sink, OptionalLong.of(steps), interval, pause);
    }

    Plan withInterval(Duration interval) {
      return new Plan(sink, steps, Optional.of(interval), pause);
    }

    Plan withPause(Duration pause) {
      return new Plan(sink, steps, interval, pause);
    }
  }

  private final Optional<Plan> plan;
  private final List<Callback> callbacks;
  private final Supplier<TrainingState> state;
  private Optional<TrainingState> best = Optional.empty();
  private Optional<Exception> failure = Optional.empty();
  private boolean warned;
  private boolean saved;
  private long last = System.nanoTime();

  /// @param saved whether it starts from a saved state
  /// @param state the training as it is now
  Checkpoints(Setup setup, boolean saved, Supplier<TrainingState> state) {
    this.plan = setup.checkpoints();
    this.callbacks = setup.callbacks();
    this.saved = saved;
    this.state = state;
  }

  /// Why the last state is not saved.
  Optional<Exception> failure() {
    return failure;
  }

  /// So many steps are done.
  void afterStep(long steps) {
    plan.ifPresent(p -> {
      saved = false;
      boolean counted = p.steps().isPresent() && steps % p.steps().getAsLong() == 0;
      if (counted || p.interval().filter(this::isOver).isPresent()) {
        save(p, state.get());
      }
    });
  }

  /// An epoch is over.
  void afterEpoch() {
    plan.ifPresent(p -> {
      saved = false;
      TrainingState now = state.get();
      if (isOver(p.pause())) {
        save(p, now);
      } else if (now.isBest()) {
        best = Optional.of(now);
      }
    });
  }

  /// The training is over: saves what is not saved yet.
  void atEnd() {
    plan.filter(_ -> !saved).ifPresent(p -> save(p, state.get()));
  }

  private boolean isOver(Duration time) {
    return System.nanoTime() - last >= time.toNanos();
  }

  private void save(Plan plan, TrainingState now) {
    try {
      if (best.isPresent() && !now.isBest()) {
        plan.sink().save(best.get());
      }
      plan.sink().save(now);
      best = Optional.empty();
      failure = Optional.empty();
      saved = true;
    } catch (Exception e) {
      failure = Optional.of(e);
      if (!warned) {
        warned = true;
        callbacks.forEach(callback -> callback.onCheckpointFailed(e));
      }
    }
    last = System.nanoTime();
  }
}
