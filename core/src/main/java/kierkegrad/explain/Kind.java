package kierkegrad.explain;

/// What a node is.
public enum Kind {
  /// A value that the function was given.
  INPUT,
  /// What the result is compared with.
  TARGET,
  /// A trained value of the model.
  PARAMETER,
  /// A value of the model that is not trained, such as a running mean.
  BUFFER,
  /// Any other value that was there before, such as the 2 in `2x`.
  CONSTANT,
  /// A value that an earlier graph of [Explain#derivatives] computed; it has that node's name.
  EARLIER,
  /// The result of an operation.
  OPERATION,
  /// A value that goes to n readers, whose gradients add up.
  DUPLICATE
}
