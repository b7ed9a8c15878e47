/// Which learning rate: the range test, in which the rate grows until the training diverges.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.range;
