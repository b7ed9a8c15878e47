package kierkegrad.practice.run;

import java.time.Duration;
import java.util.Optional;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.train.CheckpointSink;
import kierkegrad.train.TrainerBuilder;

/// How often the state of a training is saved.
///
/// @param epochs after every so many epochs; otherwise at the end of every epoch
/// @param pause the ends of epochs are left out so long after the state before, since short epochs
///   take less time than writing a file; without `epochs`
/// @param interval within an epoch, so long after the state before
public record Checkpointing(Optional<Integer> epochs, Duration pause, Duration interval) {
  /// At the ends of epochs, but not within 3 seconds, and every minute.
  public static final Checkpointing USUAL =
      new Checkpointing(Optional.empty(), Duration.ofSeconds(3), Duration.ofMinutes(1));

  private static final Duration NEVER = Duration.ofDays(36_500);

  /// After every so many epochs, and every minute.
  public static Checkpointing every(int epochs) {
    return new Checkpointing(Optional.of(epochs), Duration.ZERO, USUAL.interval);
  }

  /// After so much time.
  public static Checkpointing every(Duration time) {
    return new Checkpointing(Optional.empty(), time, time);
  }

  /// Reads a number of epochs such as `5`, or of seconds such as `30s`.
  ///
  /// @throws SettingException if it is neither
  public static Checkpointing read(String text) {
    if (!text.matches("[1-9]\\d{0,8}s?")) {
      throw new SettingException(
          "--checkpoint-every %s: must be a number of epochs such as 5, or of seconds such as 30s"
              .formatted(text));
    }
    return text.endsWith("s")
        ? every(Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1))))
        : every(Integer.parseInt(text));
  }

  /// @param steps in an epoch
  void apply(TrainerBuilder trainer, CheckpointSink sink, long steps) {
    trainer.checkpoints(sink).checkpointInterval(interval).checkpointPause(pause);
    if (epochs.filter(n -> n > 1).isPresent()) {
      trainer.checkpointPause(NEVER).checkpointSteps(epochs.get() * steps);
    }
  }
}
