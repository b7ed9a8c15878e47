package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Reductions;
import kierkegrad.tensor.Tensor;

/// The largest numbers of as many windows as asked for, as even as possible, for x `[n, c, h, w]`.
/// PyTorch `AdaptiveMaxPool2d`. Window i of o along n elements goes from `⌊i·n/o⌋` to before
/// `⌈(i+1)·n/o⌉`.
///
/// @param height of the result; −1 leaves it as it is. PyTorch `None`
/// @param width of the result; −1 leaves it as it is. PyTorch `None`
public record AdaptiveMaxPool2d(int height, int width) implements Layer {
  /// The same size in all dimensions.
  public AdaptiveMaxPool2d(int size) {
    this(size, size);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.adaptiveMaxPool(height, width);
  }

  /// The largest numbers and where in their image they stand. PyTorch `return_indices=True`.
  public Reductions.Extreme forwardWithIndices(Tensor x) {
    return x.adaptiveMaxPoolWithIndices(height, width);
  }

  /// Such as `AdaptiveMaxPool2d(output_size=(3, 3))`.
  @Override
  public String toString() {
    return Pooling.adaptive("AdaptiveMaxPool2d", height, width);
  }
}
