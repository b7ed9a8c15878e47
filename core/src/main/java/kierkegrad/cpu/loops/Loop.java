package kierkegrad.cpu.loops;

/// A [Chain] compiled to one pass over arrays.
public interface Loop {
  /// Computes the elements `from` to `to − 1`. Nothing is allocated.
  ///
  /// The result may be written over an operand that has the same type and start.
  ///
  /// @param arrays those of the operands, then that of the result: `float[]`, `double[]`, `int[]`,
  ///   `long[]`, or `byte[]` for bytes and booleans
  /// @param starts for each array the index of its element 0, or of its only one if the operand is
  ///   a scalar
  void run(Object[] arrays, int[] starts, int from, int to);
}
