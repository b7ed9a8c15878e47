package kierkegrad.nn.norm;

import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Each channel of each example of `[n, c, …]` normalised to mean 0 and variance 1, then, if asked
/// for, times a weight plus a bias: `(x − μ)/√(σ² + ε)·w + b` (Ulyanov et al., 2016). What
/// [InstanceNorm1d], [InstanceNorm2d] and [InstanceNorm3d] share.
///
/// Running statistics are tracked only if asked for: the means over the batch of the examples' own.
/// In evaluation they are used then.
public abstract sealed class InstanceNorm extends RunningNorm
    permits InstanceNorm1d, InstanceNorm2d, InstanceNorm3d {
  InstanceNorm(
      int channels,
      double eps,
      Optional<Double> momentum,
      boolean affine,
      boolean trackRunningStats) {
    super(channels, eps, momentum, affine, affine, trackRunningStats);
  }

  /// The number of dimensions of x, with n.
  abstract int rank();

  @Override
  public Tensor forward(Tensor x) {
    requireRank(x);
    if (x.rank() == rank() - 1) {
      return batch(x.unsqueeze(0)).squeeze(0);
    }
    return batch(x);
  }

  private Tensor batch(Tensor x) {
    if ((weight().isPresent() || isTracking()) && x.size(1) != channels()) {
      throw new ShapeException(place() + ": expects [n, " + channels() + ", …], got " + x.shape());
    }
    if (!isTraining() && isTracking()) {
      return evaluate(x);
    }
    int count = IntStream.range(2, x.rank()).map(x::size).reduce(1, (a, b) -> a * b);
    if (count == 1) {
      throw new ShapeException(
          place()
              + ": "
              + x.shape()
              + " has one value per channel of each example, which has no variance");
    }
    if (isTracking()) {
      track(x.detach(), count);
    }
    return x.instanceNorm(weight().map(Parameter::value), bias().map(Parameter::value), eps());
  }

  /// Without momentum the running statistics stay, as in PyTorch; batches are not counted.
  private void track(Tensor x, int count) {
    int[] over = IntStream.range(2, x.rank()).toArray();
    Tensor mean = x.mean(over, true);
    Tensor variance = x.sub(mean).square().sum(over).div(count - 1.0);
    if (momentum().isPresent()) {
      move(mean.mean(allButChannels(mean)), variance.mean(0), Tensor.ones());
    }
  }
}
