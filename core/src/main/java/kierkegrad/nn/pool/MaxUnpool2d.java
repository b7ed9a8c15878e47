package kierkegrad.nn.pool;

import kierkegrad.op.Window;
import kierkegrad.tensor.Tensor;

/// Numbers put back to where [MaxPool2d] found them, zeros elsewhere. PyTorch `MaxUnpool2d`. It has
/// two operands, so it is no [kierkegrad.nn.Layer]; its sizes are `(size − 1)·stride − 2·padding +
/// kernel` unless given.
///
/// @param window how the pooling slid; by the kernel's size unless given
public record MaxUnpool2d(Window window) {
  /// A square window that moves by its own size.
  public MaxUnpool2d(int kernel) {
    this(Window.of(kernel).stride(kernel));
  }

  /// The numbers put back.
  ///
  /// @param indices what [MaxPool2d#forwardWithIndices] gave
  public Tensor forward(Tensor x, Tensor indices) {
    return forward(x, indices, Pooling.unpooled(x, window.height(), window.width()));
  }

  /// The numbers put back into these sizes: those of what was pooled.
  ///
  /// @throws kierkegrad.tensor.ShapeException if there is not one index for each number
  public Tensor forward(Tensor x, Tensor indices, int... sizes) {
    return x.maxUnpool(indices, sizes);
  }

  /// Such as `MaxUnpool2d(kernel_size=(2, 2), stride=(2, 2), padding=(0, 0))`.
  @Override
  public String toString() {
    return Pooling.tuples("MaxUnpool2d", window.height(), window.width()) + ")";
  }
}
