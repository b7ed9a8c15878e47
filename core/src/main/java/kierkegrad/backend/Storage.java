package kierkegrad.backend;

import kierkegrad.tensor.DType;

/// A run of elements of one type in some machine's memory. Of those that tensors are made of, only
/// these change: a parameter's or buffer's, when its box or an optimizer writes over it, and a
/// compiled program's, when it runs again. They count these changes.
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
