/// What the machine offers to kernels: threads, work arrays, the width of its vectors.
@org.jspecify.annotations.NullMarked
package kierkegrad.cpu.machine;
