/// The frameworks that are measured.
@org.jspecify.annotations.NullMarked
package kierkegrad.bench.peer;
