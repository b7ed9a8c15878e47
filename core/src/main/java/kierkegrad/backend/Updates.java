package kierkegrad.backend;

/// Updates of many parameters, bound to their storages: one pass over all of them, as often as it
/// is run.
@FunctionalInterface
public interface Updates {
  /// Updates every parameter by what its gradient's storage holds now, and counts a version of each
  /// parameter's storage. The memory's versions are not counted: nobody else reads it. A number in
  /// a memory that is too small to be normal becomes 0.
  ///
  /// @param rates the learning rate η of each parameter, in the order of the updates
  /// @param times the time t of each: 1 at its first update, 2 at the second
  void run(double[] rates, double[] times);
}
