package kierkegrad.nn.norm;

import java.util.Optional;
import kierkegrad.tensor.Tensor;

/// Each channel of `[n, c]` or `[n, c, l]` normalised to mean 0 and variance 1 over everything
/// else, then times a weight plus a bias: `(x − μ)/√(σ² + ε)·w + b`. PyTorch `BatchNorm1d` (Ioffe
/// and Szegedy, 2015).
///
/// In training μ and σ² are the batch's, and running ones move towards them by the momentum; in
/// evaluation the running ones are used. The state is that of PyTorch: `weight`, `bias`,
/// `running_mean`, `running_var`, `num_batches_tracked`.
public final class BatchNorm1d extends BatchNorm {
  /// With ε = 1e-5, momentum 0.1, weight and bias, and running statistics.
  public BatchNorm1d(int channels) {
    this(channels, 1e-5, Optional.of(0.1), true, true);
  }

  /// With these options, and a bias if there is a weight; see [#BatchNorm1d(int, double, Optional,
  /// boolean, boolean, boolean)].
  public BatchNorm1d(
      int channels,
      double eps,
      Optional<Double> momentum,
      boolean affine,
      boolean trackRunningStats) {
    this(channels, eps, momentum, affine, true, trackRunningStats);
  }

  /// With these options.
  ///
  /// @param eps ε
  /// @param momentum the weight of a new batch in the running statistics; if absent, they are the
  ///   plain mean over all batches
  /// @param affine whether there is a weight
  /// @param bias whether there is a bias, if there is a weight
  /// @param trackRunningStats whether there are running statistics; without, the batch's own are
  ///   used in evaluation too
  public BatchNorm1d(
      int channels,
      double eps,
      Optional<Double> momentum,
      boolean affine,
      boolean bias,
      boolean trackRunningStats) {
    super(channels, eps, momentum, affine, bias, trackRunningStats);
  }

  @Override
  String name() {
    return "batch_norm1d";
  }

  @Override
  boolean takes(Tensor x) {
    return x.rank() == 2 || x.rank() == 3;
  }

  @Override
  String layout() {
    return "[n, c] or [n, c, l]";
  }
}
