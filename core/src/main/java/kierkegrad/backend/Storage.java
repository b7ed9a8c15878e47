package kierkegrad.backend;

import kierkegrad.tensor.DType;

/// A run of elements of one type in some machine's memory. It changes only when a parameter's or
/// buffer's box is overwritten or a compiled program runs again, and counts these changes.
public interface Storage {
  /// The type of the elements.
  DType dtype();

  /// The number of elements.
  int size();

  /// How many times the content has been overwritten.
  int version();

  /// Counts a version: whoever looked at the content before now holds a stale tensor.
  void overwritten();
}
