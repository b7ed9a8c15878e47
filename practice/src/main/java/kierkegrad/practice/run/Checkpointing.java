package kierkegrad.practice.run;

import java.time.Duration;
import java.util.Optional;
import kierkegrad.train.CheckpointSink;
import kierkegrad.train.TrainerBuilder;

/// How often the state of a training is saved.
///
/// @param epochs after every so many epochs; by default at the end of every epoch, but not within
///   [#PAUSE] of the state before, since short epochs take less time than writing a file
/// @param interval within an epoch, so long after the state before
public record Checkpointing(Optional<Integer> epochs, Duration interval) {
  /// The shortest time between two states unless somebody wants it otherwise.
  public static final Duration PAUSE = Duration.ofSeconds(3);

  /// At the ends of epochs, and every minute.
  public static final Checkpointing USUAL =
      new Checkpointing(Optional.empty(), Duration.ofMinutes(1));

  private static final Duration NEVER = Duration.ofDays(36_500);

  /// After every so many epochs, and every minute.
  public static Checkpointing every(int epochs) {
    return new Checkpointing(Optional.of(epochs), USUAL.interval);
  }

  /// @param steps in an epoch
  void apply(TrainerBuilder trainer, CheckpointSink sink, long steps) {
    trainer.checkpoints(sink).checkpointInterval(interval);
    if (epochs.isEmpty()) {
      trainer.checkpointPause(PAUSE);
    } else if (epochs.get() > 1) {
      trainer.checkpointPause(NEVER).checkpointSteps(epochs.get() * steps);
    }
  }
}
