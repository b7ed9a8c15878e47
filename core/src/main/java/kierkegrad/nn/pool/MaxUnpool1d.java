package kierkegrad.nn.pool;

import kierkegrad.op.Span;
import kierkegrad.tensor.Tensor;

/// Numbers put back to where [MaxPool1d] found them, zeros elsewhere. PyTorch `MaxUnpool1d`. It has
/// two operands, so it is no [kierkegrad.nn.Layer]; its sizes are `(size − 1)·stride − 2·padding +
/// kernel` unless given.
///
/// @param window how the pooling slid; by the kernel's size unless given
public record MaxUnpool1d(Span window) {
  /// A window that moves by its own size.
  public MaxUnpool1d(int kernel) {
    this(Span.of(kernel).stride(kernel));
  }

  /// The numbers put back.
  ///
  /// @param indices what [MaxPool1d#forwardWithIndices] gave
  public Tensor forward(Tensor x, Tensor indices) {
    return forward(x, indices, Pooling.unpooled(x, window));
  }

  /// The numbers put back into these sizes: those of what was pooled.
  ///
  /// @throws kierkegrad.tensor.ShapeException if there is not one index for each number
  public Tensor forward(Tensor x, Tensor indices, int... sizes) {
    return x.maxUnpool(indices, sizes);
  }

  /// Such as `MaxUnpool1d(kernel_size=(2,), stride=(2,), padding=(0,))`.
  @Override
  public String toString() {
    return Pooling.tuples("MaxUnpool1d", window) + ")";
  }
}
