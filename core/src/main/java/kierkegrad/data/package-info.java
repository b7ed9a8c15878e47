/// Data sets, minibatches, splits and normalisation.
@org.jspecify.annotations.NullMarked
package kierkegrad.data;
