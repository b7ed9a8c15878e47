package kierkegrad.bench;

/// Something that can be timed: a training, whose run is one step, or a kernel.
public interface Work {
  /// Once.
  void run();

  /// Once, and a number that all peers must agree on: the loss before the update, or a weighted sum
  /// of a kernel's result.
  double check();
}
