package kierkegrad.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import kierkegrad.tensor.Tensor;

/// Is told what happens during training: for progress bars, traces and records. To end the training
/// early, call [StopSignal#stop].
///
/// A callback may remember things. What must survive a training that is killed and resumed, it
/// gives as its [#state], which becomes a part of every [TrainingState], and takes back in
/// [#restore]. A callback that writes a file has two ways: it gives how long the file is, and cuts
/// it there when it is restored; or it bears lines that come twice, because a killed training is
/// told again of the steps after its last checkpoint.
public interface Callback {
  /// The training starts, or is resumed: then [#restore] follows.
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

  /// A number is not finite, and the training is about to fail.
  ///
  /// @return one sentence that says where that came from and what to do, if it is known; the
  ///   [TrainingException] tells the first one
  default Optional<String> onNonFinite(FailedStep failed) {
    return Optional.empty();
  }

  /// A state could not be saved; the training goes on. Told once in a training, however often it
  /// happens.
  default void onCheckpointFailed(Exception cause) {}

  /// The training is over, also if it failed: what was opened can be closed.
  default void onEnd(History history) {}

  /// What this callback must remember to go on, under names of its own; nothing by default. It is
  /// asked for between two steps. Keep copies of what changes later.
  default SequencedMap<String, Tensor> state() {
    return new LinkedHashMap<>();
  }

  /// Goes on from what [#state] gave. It is called after [#onStart] of a resumed training if there
  /// is a state of this kind of callback.
  default void restore(Map<String, Tensor> state) {}
}
