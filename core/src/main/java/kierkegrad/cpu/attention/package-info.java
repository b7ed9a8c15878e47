/// Attention on raw arrays.
@org.jspecify.annotations.NullMarked
package kierkegrad.cpu.attention;
