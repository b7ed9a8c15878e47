/// The state of a training as a file, so that it can be killed and resumed.
///
/// ```java
/// CheckpointFolder checkpoints = new CheckpointFolder(Path.of("runs/iris"));
/// Trainer trainer = Trainer.of(model, loss, optimizer).epochs(100).checkpoints(checkpoints).build();
/// History history = checkpoints.last().isPresent()
///     ? trainer.resume(checkpoints.last().get(), batches)
///     : trainer.fit(batches);
/// ```
@org.jspecify.annotations.NullMarked
package kierkegrad.formats.checkpoint;
