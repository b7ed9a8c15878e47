package kierkegrad.bench.peer;

import kierkegrad.bench.KernelCase;
import kierkegrad.bench.Peer;
import kierkegrad.bench.Problem;
import kierkegrad.bench.Work;

/// LibTorch, through its C++ API.
public final class LibTorch implements Peer {
  /// For the service loader.
  public LibTorch() {}

  @Override
  public String name() {
    return "libtorch";
  }

  @Override
  public Work training(Problem problem, int threads) {
    Torch.start(threads);
    return new TorchTraining(problem);
  }

  @Override
  public Work kernel(KernelCase kernel, int threads) {
    Torch.start(threads);
    return TorchKernel.of(kernel);
  }
}
