/// The CPU backend: heap arrays, plain loops, one thread pool. Not exported.
@org.jspecify.annotations.NullMarked
package kierkegrad.cpu;
