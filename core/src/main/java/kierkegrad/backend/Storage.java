package kierkegrad.backend;

import kierkegrad.tensor.DType;

/// A run of elements of one type in some machine's memory. It changes only when a parameter's or
/// buffer's box is overwritten, and counts these changes.
public interface Storage {
  /// The type of the elements.
  DType dtype();

  /// The number of elements.
  int size();

  /// How many times the content has been overwritten.
  int version();
}
