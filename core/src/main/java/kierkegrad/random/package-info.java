/// Seeded random numbers: where they come from, and tensors of them. A [Generator] says where it
/// stands, and goes on from there.
@org.jspecify.annotations.NullMarked
package kierkegrad.random;
