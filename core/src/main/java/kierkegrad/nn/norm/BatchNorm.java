package kierkegrad.nn.norm;

import java.util.Optional;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Each channel of `[n, c, …]` normalised to mean 0 and variance 1 over everything else, then times
/// a weight plus a bias: `(x − μ)/√(σ² + ε)·w + b` (Ioffe and Szegedy, 2015). What [BatchNorm1d],
/// [BatchNorm2d] and [BatchNorm3d] share.
///
/// In training μ and σ² are the batch's, and running ones move towards them by the momentum; in
/// evaluation the running ones are used.
public abstract sealed class BatchNorm extends RunningNorm
    permits BatchNorm1d, BatchNorm2d, BatchNorm3d {
  BatchNorm(
      int channels,
      double eps,
      Optional<Double> momentum,
      boolean affine,
      boolean bias,
      boolean trackRunningStats) {
    super(channels, eps, momentum, affine, bias, trackRunningStats);
  }

  @Override
  public Tensor forward(Tensor x) {
    requireRank(x);
    if (x.size(1) != channels()) {
      throw new ShapeException(place() + ": expects [n, " + channels() + ", …], got " + x.shape());
    }
    if (!isTraining() && isTracking()) {
      return evaluate(x);
    }
    int count = channels() == 0 ? 0 : x.elements() / channels();
    if (isTraining() && count == 1) {
      throw new ShapeException(
          place()
              + ": "
              + x.shape()
              + " has one value per channel, which has no variance; train with larger batches");
    }
    if (isTraining() && isTracking()) {
      track(x.detach(), count);
    }
    DType type = x.dtype().floating();
    Shape each = Shape.of(channels());
    return x.batchNorm(
        weight().map(Parameter::value).orElseGet(() -> Tensor.ones(type, each)),
        bias().map(Parameter::value).orElseGet(() -> Tensor.zeros(type, each)),
        eps());
  }

  private void track(Tensor x, int count) {
    int[] over = allButChannels(x);
    Tensor mean = x.mean(over);
    Tensor variance = x.sub(spread(mean, x)).square().sum(over).div(count - 1.0);
    move(mean, variance, countBatch());
  }
}
