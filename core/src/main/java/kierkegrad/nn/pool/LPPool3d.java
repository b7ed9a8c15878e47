package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.op.Volume;
import kierkegrad.tensor.Tensor;

/// The p-norm of each window of each channel, `(Σ xᵖ)^(1/p)` of what is positive, for x `[n, c, d,
/// h, w]`. PyTorch `LPPool3d`. With p = 1 it is the sum.
///
/// @param p the norm's power
/// @param window how it slides; by the kernel's size unless given. Its padding is not used
/// @param ceil whether the last window may hang over the end; false by default
public record LPPool3d(double p, Volume window, boolean ceil) implements Layer {
  /// A cube that moves by its own size, so that none overlaps another.
  public LPPool3d(double p, int kernel) {
    this(p, Volume.of(kernel).stride(kernel), false);
  }

  /// Any window.
  public LPPool3d(double p, Volume window) {
    this(p, window, false);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.lpPool3d(p, window, ceil);
  }

  /// Such as `LPPool3d(norm_type=2.0, kernel_size=3, stride=3, ceil_mode=false)`.
  @Override
  public String toString() {
    return Pooling.norm("LPPool3d", p, ceil, window.depth(), window.height(), window.width());
  }
}
