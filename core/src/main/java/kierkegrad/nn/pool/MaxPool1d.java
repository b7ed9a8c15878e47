package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.op.Span;
import kierkegrad.tensor.Reductions;
import kierkegrad.tensor.Tensor;

/// The largest number in each window of each channel, for x `[n, c, l]`. PyTorch `MaxPool1d`.
///
/// @param window how it slides; by the kernel's size unless given
/// @param ceil whether the last window may hang over the end; false by default
public record MaxPool1d(Span window, boolean ceil) implements Layer {
  /// A window that moves by its own size, so that none overlaps another.
  public MaxPool1d(int kernel) {
    this(Span.of(kernel).stride(kernel));
  }

  /// Any window.
  public MaxPool1d(Span window) {
    this(window, false);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.maxPool1d(window, ceil);
  }

  /// The largest numbers and where in their sequence they stand, for [MaxUnpool1d]. PyTorch
  /// `return_indices=True`.
  public Reductions.Extreme forwardWithIndices(Tensor x) {
    return x.maxPool1dWithIndices(window, ceil);
  }

  /// Such as `MaxPool1d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=false)`.
  @Override
  public String toString() {
    return Pooling.dilated("MaxPool1d", ceil, window);
  }
}
