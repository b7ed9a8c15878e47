package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.op.Window;
import kierkegrad.tensor.Tensor;

/// The p-norm of each window of each channel, `(Σ xᵖ)^(1/p)` of what is positive, for x `[n, c, h,
/// w]`. PyTorch `LPPool2d`. With p = 1 it is the sum.
///
/// @param p the norm's power
/// @param window how it slides; by the kernel's size unless given. Its padding is not used
/// @param ceil whether the last window may hang over the end; false by default
public record LPPool2d(double p, Window window, boolean ceil) implements Layer {
  /// A square window that moves by its own size, so that none overlaps another.
  public LPPool2d(double p, int kernel) {
    this(p, Window.of(kernel).stride(kernel), false);
  }

  /// Any window.
  public LPPool2d(double p, Window window) {
    this(p, window, false);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.lpPool2d(p, window, ceil);
  }

  /// Such as `LPPool2d(norm_type=2.0, kernel_size=3, stride=3, ceil_mode=false)`.
  @Override
  public String toString() {
    return Pooling.norm("LPPool2d", p, ceil, window.height(), window.width());
  }
}
