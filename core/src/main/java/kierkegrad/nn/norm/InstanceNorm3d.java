package kierkegrad.nn.norm;

import java.util.Optional;
import kierkegrad.nn.Mode;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Each channel of each example of `[n, c, d, h, w]` normalised to mean 0 and variance 1, then, if
/// asked for, times a weight plus a bias: `(x − μ)/√(σ² + ε)·w + b`. Without n, x is one example.
/// PyTorch `InstanceNorm3d` (Ulyanov et al., 2016).
///
/// @param channels c
/// @param eps ε; 1e-5 by default
/// @param momentum the weight of a new batch in the running statistics, 0.1 by default; if absent,
///   they stay
/// @param weight w `[c]`, if there is one; none by default
/// @param bias b `[c]`, if there is one; none by default
/// @param running the running statistics, which are used in evaluation: means over the examples;
///   none by default
/// @param mode whether it is being trained
public record InstanceNorm3d(
    int channels,
    double eps,
    Optional<Double> momentum,
    Optional<Parameter> weight,
    Optional<Parameter> bias,
    Optional<RunningStatistics> running,
    Mode mode)
    implements RunningNorm {
  /// With ε = 1e-5, without weight, bias and running statistics.
  public InstanceNorm3d(int channels) {
    this(channels, 1e-5, Optional.of(0.1), false, false);
  }

  /// With these options.
  ///
  /// @param affine whether there are weight and bias
  /// @param trackRunningStats whether there are running statistics
  public InstanceNorm3d(
      int channels,
      double eps,
      Optional<Double> momentum,
      boolean affine,
      boolean trackRunningStats) {
    this(
        channels,
        eps,
        momentum,
        Running.weight(channels, affine),
        Running.bias(channels, affine),
        Running.statistics(channels, trackRunningStats),
        new Mode());
  }

  @Override
  public Tensor forward(Tensor x) {
    Running running = new Running(this, "instance_norm3d");
    if (x.rank() != 4 && x.rank() != 5) {
      throw running.unfit("[n, c, d, h, w] or [c, d, h, w]", x);
    }
    return x.rank() == 5
        ? running.overExamples(x)
        : running.overExamples(x.unsqueeze(0)).squeeze(0);
  }

  /// Such as `InstanceNorm3d(32, eps=1.0E-5, momentum=0.1, affine=false, trackRunningStats=false)`.
  @Override
  public String toString() {
    return Running.text(this);
  }
}
