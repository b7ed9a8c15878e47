package kierkegrad.train;

/// Takes the state of a training somewhere safe, such as to a file.
///
/// It is called between two steps, on the training's thread. A failure does not end the training:
/// [Callback#onCheckpointFailed] is told of the first one, the sink is asked again when the next
/// state is due, and [History#unsaved] says in the end if the last one could not be saved.
@FunctionalInterface
public interface CheckpointSink {
  /// Saves a state in the place of the one before. If [TrainingState#isBest] says so, it is also
  /// the best so far.
  ///
  /// @throws Exception if it cannot; the state before should then still be there
  void save(TrainingState state) throws Exception;
}
