/// Learning rates as functions of time.
@org.jspecify.annotations.NullMarked
package kierkegrad.optim.schedule;
