package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.op.Volume;
import kierkegrad.tensor.Reductions;
import kierkegrad.tensor.Tensor;

/// The largest number in each window of each channel, for x `[n, c, d, h, w]`. PyTorch `MaxPool3d`.
///
/// @param window how it slides; by the kernel's size unless given
/// @param ceil whether the last window may hang over the end; false by default
public record MaxPool3d(Volume window, boolean ceil) implements Layer {
  /// A cube that moves by its own size, so that none overlaps another.
  public MaxPool3d(int kernel) {
    this(Volume.of(kernel).stride(kernel));
  }

  /// Any window.
  public MaxPool3d(Volume window) {
    this(window, false);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.maxPool3d(window, ceil);
  }

  /// The largest numbers and where in their volume they stand, for [MaxUnpool3d]. PyTorch
  /// `return_indices=True`.
  public Reductions.Extreme forwardWithIndices(Tensor x) {
    return x.maxPool3dWithIndices(window, ceil);
  }

  /// Such as `MaxPool3d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=false)`.
  @Override
  public String toString() {
    return Pooling.dilated("MaxPool3d", ceil, window.depth(), window.height(), window.width());
  }
}
