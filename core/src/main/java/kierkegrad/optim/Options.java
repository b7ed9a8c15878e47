package kierkegrad.optim;

/// What an optimizer is told about a group of parameters.
public interface Options {
  /// The learning rate η to start from.
  double lr();
}
