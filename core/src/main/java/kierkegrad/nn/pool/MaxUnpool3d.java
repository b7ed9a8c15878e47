package kierkegrad.nn.pool;

import kierkegrad.op.Volume;
import kierkegrad.tensor.Tensor;

/// Numbers put back to where [MaxPool3d] found them, zeros elsewhere. PyTorch `MaxUnpool3d`. It has
/// two operands, so it is no [kierkegrad.nn.Layer]; its sizes are `(size − 1)·stride − 2·padding +
/// kernel` unless given.
///
/// @param window how the pooling slid; by the kernel's size unless given
public record MaxUnpool3d(Volume window) {
  /// A cube that moves by its own size.
  public MaxUnpool3d(int kernel) {
    this(Volume.of(kernel).stride(kernel));
  }

  /// The numbers put back.
  ///
  /// @param indices what [MaxPool3d#forwardWithIndices] gave
  public Tensor forward(Tensor x, Tensor indices) {
    return forward(
        x, indices, Pooling.unpooled(x, window.depth(), window.height(), window.width()));
  }

  /// The numbers put back into these sizes: those of what was pooled.
  ///
  /// @throws kierkegrad.tensor.ShapeException if there is not one index for each number
  public Tensor forward(Tensor x, Tensor indices, int... sizes) {
    return x.maxUnpool(indices, sizes);
  }

  /// Such as `MaxUnpool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2), padding=(0, 0, 0))`.
  @Override
  public String toString() {
    return Pooling.tuples("MaxUnpool3d", window.depth(), window.height(), window.width()) + ")";
  }
}
