package kierkegrad.train;

import java.util.OptionalInt;

/// Is told what happens during training: for progress bars, traces and records. To end the training
/// early, call [StopSignal#stop].
public interface Callback {
  /// The training starts.
  ///
  /// @param epochs how many epochs it will have at most
  /// @param steps steps per epoch, if that is known beforehand
  default void onStart(int epochs, OptionalInt steps) {}

  /// The gradients of a step are known; the parameters still have the values they were taken at.
  default void beforeUpdate(Step step) {}

  /// The parameters of a step are updated.
  default void onStep(Step step) {}

  /// An epoch is over and validated.
  default void onEpoch(EpochReport report) {}

  /// The training is over, also if it failed: what was opened can be closed.
  default void onEnd(History history) {}
}
