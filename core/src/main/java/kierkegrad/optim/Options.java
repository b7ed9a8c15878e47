package kierkegrad.optim;

/// What an optimizer is told about a group of parameters.
public interface Options {
  /// The learning rate η to start from.
  double lr();

  /// The weight decay λ; 0 where an optimizer has none.
  default double weightDecay() {
    return 0;
  }

  /// Whether the steps go up the gradient instead of down; down by default.
  default boolean maximize() {
    return false;
  }
}
