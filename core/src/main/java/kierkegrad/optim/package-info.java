/// Optimizers, learning-rate schedules and penalties.
///
/// An [Optimizer] has groups of parameters; each starts from the learning rate in its options, and
/// `lr` reads and sets the one in force. A [Schedule] is a pure function of that first rate and of
/// the time, counted from 0 in steps or in epochs as the caller likes: call
/// `schedule.apply(optimizer, time)` before the step or the epoch that it is for. Only
/// [ReduceLROnPlateau] has a memory: call `step(metric, optimizer)` after an epoch. Some schedules
/// move the momentum along, too. To stop and go on later, save `optimizer.state()` and the time.
///
/// SGD, [Adam] and [AdamW] are kernels; a [CustomOptimizer] is written in tensor operations and run
/// one by one; all others are formulas that are compiled once per parameter. [LBFGS] alone needs a
/// function that computes the loss: `optimizer.step(() -> loss)`.
@org.jspecify.annotations.NullMarked
package kierkegrad.optim;
