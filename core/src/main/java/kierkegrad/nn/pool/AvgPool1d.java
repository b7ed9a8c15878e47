package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.op.Span;
import kierkegrad.tensor.Tensor;

/// The mean of each window of each channel, for x `[n, c, l]`. PyTorch `AvgPool1d`.
///
/// @param window how it slides; by the kernel's size unless given
/// @param ceil whether the last window may hang over the end; false by default
/// @param countPadding whether padding counts in the number that is divided by; true by default
public record AvgPool1d(Span window, boolean ceil, boolean countPadding) implements Layer {
  /// A window that moves by its own size, so that none overlaps another.
  public AvgPool1d(int kernel) {
    this(Span.of(kernel).stride(kernel));
  }

  /// Any window.
  public AvgPool1d(Span window) {
    this(window, false, true);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.avgPool1d(window, ceil, countPadding);
  }

  /// Such as `AvgPool1d(kernel_size=(2,), stride=(2,), padding=(0,))`.
  @Override
  public String toString() {
    return Pooling.tuples("AvgPool1d", window) + ")";
  }
}
