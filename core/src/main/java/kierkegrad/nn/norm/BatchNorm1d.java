package kierkegrad.nn.norm;

import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.nn.Buffer;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Each channel of `[n, c]` or `[n, c, l]` normalised to mean 0 and variance 1 over everything
/// else, then times a weight plus a bias: `(x − μ)/√(σ² + ε)·w + b`. PyTorch `BatchNorm1d` (Ioffe
/// and Szegedy, 2015).
///
/// In training μ and σ² are the batch's, and running ones move towards them by the momentum; in
/// evaluation the running ones are used. The state is that of PyTorch: `weight`, `bias`,
/// `running_mean`, `running_var`, `num_batches_tracked`.
public final class BatchNorm1d implements Layer {
  private final BatchNorm norm;

  /// With ε = 1e-5, momentum 0.1, weight and bias, and running statistics.
  public BatchNorm1d(int channels) {
    this(channels, 1e-5, Optional.of(0.1), true, true);
  }

  /// With these options.
  ///
  /// @param eps ε
  /// @param momentum the weight of a new batch in the running statistics; if absent, they are the
  ///   plain mean over all batches
  /// @param affine whether there are weight and bias
  /// @param trackRunningStats whether there are running statistics; without, the batch's own are
  ///   used in evaluation too
  public BatchNorm1d(
      int channels,
      double eps,
      Optional<Double> momentum,
      boolean affine,
      boolean trackRunningStats) {
    this.norm = BatchNorm.of(channels, eps, momentum, affine, trackRunningStats);
  }

  /// The number of channels.
  public int channels() {
    return norm.channels();
  }

  /// ε.
  public double eps() {
    return norm.eps();
  }

  /// The momentum, unless the running statistics are plain means.
  public Optional<Double> momentum() {
    return norm.momentum();
  }

  /// The weight, if there is one.
  public Optional<Parameter> weight() {
    return norm.weight();
  }

  /// The bias, if there is one.
  public Optional<Parameter> bias() {
    return norm.bias();
  }

  /// The running mean, if it is tracked.
  public Optional<Buffer> runningMean() {
    return norm.running().map(BatchNorm.Running::mean);
  }

  /// The running variance, if it is tracked.
  public Optional<Buffer> runningVariance() {
    return norm.running().map(BatchNorm.Running::variance);
  }

  @Override
  public SequencedMap<String, Object> children() {
    return norm.children();
  }

  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() != 2 && x.rank() != 3) {
      throw new ShapeException("batch_norm1d: expects [n, c] or [n, c, l], got " + x.shape());
    }
    return norm.forward("batch_norm1d", x);
  }

  /// Such as `BatchNorm1d(32, eps=1.0E-5, momentum=0.1, affine=true, trackRunningStats=true)`.
  @Override
  public String toString() {
    return norm.text("BatchNorm1d");
  }
}
