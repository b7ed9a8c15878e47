/// Benchmarks against other frameworks: the problems, the processes that run them turn by turn, and
/// the table.
@org.jspecify.annotations.NullMarked
package kierkegrad.bench;
