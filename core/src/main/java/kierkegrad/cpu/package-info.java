/// The CPU backend: binds operations on tensors to the kernels on arrays in the rooms below. Not
/// exported.
@org.jspecify.annotations.NullMarked
package kierkegrad.cpu;
