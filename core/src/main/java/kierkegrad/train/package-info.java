/// The training loop, its metrics and its callbacks.
///
/// [Trainer] has the loop. A training can be saved between any two steps ([TrainingState], taken by
/// a [CheckpointSink]) and resumed to the same bits; it ends with a [TrainingException] in the step
/// in which a number is not finite, before that reaches the parameters.
@org.jspecify.annotations.NullMarked
package kierkegrad.train;
