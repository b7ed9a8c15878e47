package kierkegrad.bench.peer;

import kierkegrad.bench.KernelCase;
import kierkegrad.bench.Peer;
import kierkegrad.bench.Problem;
import kierkegrad.bench.Work;

/// Kierkegrad, through its public API. The number of threads comes from the system property
/// `kierkegrad.threads`.
public final class Kierkegrad implements Peer {
  /// For the service loader.
  public Kierkegrad() {}

  @Override
  public String name() {
    return "kierkegrad";
  }

  @Override
  public Work training(Problem problem, int threads) {
    return new OwnTraining(problem, Boolean.getBoolean("bench.eager"));
  }

  @Override
  public Work kernel(KernelCase kernel, int threads) {
    return OwnKernel.of(kernel);
  }
}
