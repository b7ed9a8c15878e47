/// The training loop, its metrics and its callbacks.
@org.jspecify.annotations.NullMarked
package kierkegrad.train;
