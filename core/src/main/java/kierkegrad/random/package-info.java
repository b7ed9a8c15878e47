/// Seeded random numbers: where they come from, and tensors of them.
@org.jspecify.annotations.NullMarked
package kierkegrad.random;
