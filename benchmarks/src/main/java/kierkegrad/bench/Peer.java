package kierkegrad.bench;

/// A framework that is measured. It lives in a process of its own.
public interface Peer {
  /// Its name, such as `libtorch`.
  String name();

  /// A training on that many threads.
  Work training(Problem problem, int threads);

  /// A single kernel on that many threads.
  default Work kernel(KernelCase kernel, int threads) {
    throw new UnsupportedOperationException(name() + " has no kernel " + kernel.name() + " here");
  }
}
