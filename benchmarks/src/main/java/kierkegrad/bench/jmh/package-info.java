/// Kierkegrad's kernels and steps under JMH.
@org.jspecify.annotations.NullMarked
package kierkegrad.bench.jmh;
