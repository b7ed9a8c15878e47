/// Loops over the elements of raw arrays: in plain Java and, with the same bits, in vectors.
@org.jspecify.annotations.NullMarked
package kierkegrad.cpu.loops;
