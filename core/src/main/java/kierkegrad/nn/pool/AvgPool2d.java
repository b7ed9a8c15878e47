package kierkegrad.nn.pool;

import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.op.Window;
import kierkegrad.tensor.Tensor;

/// The mean of each window of each channel, for x `[n, c, h, w]`. PyTorch `AvgPool2d`.
///
/// @param window how it slides; by the kernel's size unless given
/// @param ceil whether the last window may hang over the end; false by default
/// @param countPadding whether padding counts in the number that is divided by; true by default
/// @param divisor what sums are divided by instead, if given. PyTorch `divisor_override`
public record AvgPool2d(
    Window window, boolean ceil, boolean countPadding, Optional<Integer> divisor) implements Layer {
  /// A square window that moves by its own size, so that none overlaps another.
  public AvgPool2d(int kernel) {
    this(Window.of(kernel).stride(kernel));
  }

  /// Any window.
  public AvgPool2d(Window window) {
    this(window, false, true);
  }

  /// Any window, that may hang over the end, and padding that may not count.
  public AvgPool2d(Window window, boolean ceil, boolean countPadding) {
    this(window, ceil, countPadding, Optional.empty());
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.avgPool2d(window, ceil, countPadding, divisor);
  }

  /// Such as `AvgPool2d(kernel_size=2, stride=2, padding=0)`.
  @Override
  public String toString() {
    return Pooling.text("AvgPool2d", window.height(), window.width()) + ")";
  }
}
