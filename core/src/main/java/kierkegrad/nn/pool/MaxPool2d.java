package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.op.Window;
import kierkegrad.tensor.Reductions;
import kierkegrad.tensor.Tensor;

/// The largest number in each window of each channel, for x `[n, c, h, w]`. PyTorch `MaxPool2d`.
///
/// @param window how it slides; by the kernel's size unless given
/// @param ceil whether the last window may hang over the end; false by default
public record MaxPool2d(Window window, boolean ceil) implements Layer {
  /// A square window that moves by its own size, so that none overlaps another.
  public MaxPool2d(int kernel) {
    this(Window.of(kernel).stride(kernel));
  }

  /// Any window.
  public MaxPool2d(Window window) {
    this(window, false);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.maxPool2d(window, ceil);
  }

  /// The largest numbers and where in their image they stand, for [MaxUnpool2d]. PyTorch
  /// `return_indices=True`.
  public Reductions.Extreme forwardWithIndices(Tensor x) {
    return x.maxPool2dWithIndices(window, ceil);
  }

  /// Such as `MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=false)`.
  @Override
  public String toString() {
    return Pooling.dilated("MaxPool2d", ceil, window.height(), window.width());
  }
}
