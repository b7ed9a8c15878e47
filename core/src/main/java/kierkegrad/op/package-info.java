/// Operations as immutable data, each with its rules beside it: name, shape rule, derivative,
/// formula.
///
/// This package and [kierkegrad.tensor] are one layer: a rule is written in tensor operations, and
/// a tensor operation makes an op. What computes an op is a [kierkegrad.backend.Backend].
@org.jspecify.annotations.NullMarked
package kierkegrad.op;
