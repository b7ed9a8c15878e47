package kierkegrad.optim;

/// What an optimizer is told about a group of parameters.
public interface Options {
  /// The learning rate η to start from.
  double lr();

  /// Whether the steps go up the gradient instead of down; down by default.
  default boolean maximize() {
    return false;
  }
}
