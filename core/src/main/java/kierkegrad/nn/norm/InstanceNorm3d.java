package kierkegrad.nn.norm;

import java.util.Optional;
import kierkegrad.tensor.Tensor;

/// Each channel of each example of `[n, c, d, h, w]` normalised to mean 0 and variance 1, then, if
/// asked for, times a weight plus a bias. Without n, x is one example. PyTorch `InstanceNorm3d`
/// (Ulyanov et al., 2016).
public final class InstanceNorm3d extends InstanceNorm {
  /// With ε = 1e-5, without weight, bias and running statistics.
  public InstanceNorm3d(int channels) {
    this(channels, 1e-5, Optional.of(0.1), false, false);
  }

  /// With these options.
  ///
  /// @param eps ε
  /// @param momentum the weight of a new batch in the running statistics; if absent, they stay
  /// @param affine whether there are weight and bias
  /// @param trackRunningStats whether there are running statistics, which are used in evaluation
  public InstanceNorm3d(
      int channels,
      double eps,
      Optional<Double> momentum,
      boolean affine,
      boolean trackRunningStats) {
    super(channels, eps, momentum, affine, trackRunningStats);
  }

  @Override
  int rank() {
    return 5;
  }

  @Override
  String name() {
    return "instance_norm3d";
  }

  @Override
  boolean takes(Tensor x) {
    return x.rank() == 4 || x.rank() == 5;
  }

  @Override
  String layout() {
    return "[n, c, d, h, w] or [c, d, h, w]";
  }
}
