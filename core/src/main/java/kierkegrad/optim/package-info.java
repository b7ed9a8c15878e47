/// Optimizers, learning-rate schedules and penalties.
@org.jspecify.annotations.NullMarked
package kierkegrad.optim;
