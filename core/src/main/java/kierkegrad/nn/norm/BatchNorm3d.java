package kierkegrad.nn.norm;

import java.util.Optional;
import kierkegrad.nn.Mode;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Each channel of `[n, c, d, h, w]` normalised to mean 0 and variance 1 over everything else, then
/// times a weight plus a bias: `(x − μ)/√(σ² + ε)·w + b`. PyTorch `BatchNorm3d` (Ioffe and Szegedy,
/// 2015).
///
/// In training μ and σ² are the batch's, and running ones move towards them by the momentum; in
/// evaluation the running ones are used.
///
/// @param channels c
/// @param eps ε; 1e-5 by default
/// @param momentum the weight of a new batch in the running statistics, 0.1 by default; if absent,
///   they are the plain mean over all batches
/// @param weight w `[c]`, if there is one
/// @param bias b `[c]`, if there is one
/// @param running the running statistics; without, the batch's own are used in evaluation too
/// @param mode whether it is being trained
public record BatchNorm3d(
    int channels,
    double eps,
    Optional<Double> momentum,
    Optional<Parameter> weight,
    Optional<Parameter> bias,
    Optional<RunningStatistics> running,
    Mode mode)
    implements RunningNorm {
  /// With ε = 1e-5, momentum 0.1, weight and bias, and running statistics.
  public BatchNorm3d(int channels) {
    this(channels, 1e-5, Optional.of(0.1), true, true);
  }

  /// With these options, and a bias if there is a weight.
  public BatchNorm3d(
      int channels,
      double eps,
      Optional<Double> momentum,
      boolean affine,
      boolean trackRunningStats) {
    this(channels, eps, momentum, affine, true, trackRunningStats);
  }

  /// With these options.
  ///
  /// @param affine whether there is a weight
  /// @param bias whether there is a bias, if there is a weight
  /// @param trackRunningStats whether there are running statistics
  public BatchNorm3d(
      int channels,
      double eps,
      Optional<Double> momentum,
      boolean affine,
      boolean bias,
      boolean trackRunningStats) {
    this(
        channels,
        eps,
        momentum,
        Running.weight(channels, affine),
        Running.bias(channels, affine && bias),
        Running.statistics(channels, trackRunningStats),
        new Mode());
  }

  @Override
  public Tensor forward(Tensor x) {
    Running running = new Running(this, "batch_norm3d");
    if (x.rank() != 5) {
      throw running.unfit("[n, c, d, h, w]", x);
    }
    return running.overBatch(x);
  }

  /// Such as `BatchNorm3d(32, eps=1.0E-5, momentum=0.1, affine=true, trackRunningStats=true)`.
  @Override
  public String toString() {
    return Running.text(this);
  }
}
