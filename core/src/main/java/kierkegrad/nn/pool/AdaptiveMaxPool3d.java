package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Reductions;
import kierkegrad.tensor.Tensor;

/// The largest numbers of as many windows as asked for, as even as possible, for x `[n, c, d, h,
/// w]`. PyTorch `AdaptiveMaxPool3d`. Window i of o along n elements goes from `⌊i·n/o⌋` to before
/// `⌈(i+1)·n/o⌉`.
///
/// @param depth of the result; −1 leaves it as it is. PyTorch `None`
/// @param height of the result; −1 leaves it as it is. PyTorch `None`
/// @param width of the result; −1 leaves it as it is. PyTorch `None`
public record AdaptiveMaxPool3d(int depth, int height, int width) implements Layer {
  /// The same size in all dimensions.
  public AdaptiveMaxPool3d(int size) {
    this(size, size, size);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.adaptiveMaxPool(depth, height, width);
  }

  /// The largest numbers and where in their volume they stand. PyTorch `return_indices=True`.
  public Reductions.Extreme forwardWithIndices(Tensor x) {
    return x.adaptiveMaxPoolWithIndices(depth, height, width);
  }

  /// Such as `AdaptiveMaxPool3d(output_size=(3, 3, 3))`.
  @Override
  public String toString() {
    return Pooling.adaptive("AdaptiveMaxPool3d", depth, height, width);
  }
}
