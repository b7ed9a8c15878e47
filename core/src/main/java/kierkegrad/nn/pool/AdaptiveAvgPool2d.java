package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// Means of as many windows as asked for, as even as possible, for x `[n, c, h, w]`. PyTorch
/// `AdaptiveAvgPool2d`. Window i of o along n elements goes from `⌊i·n/o⌋` to before `⌈(i+1)·n/o⌉`.
///
/// @param height of the result; −1 leaves it as it is. PyTorch `None`
/// @param width of the result; −1 leaves it as it is. PyTorch `None`
public record AdaptiveAvgPool2d(int height, int width) implements Layer {
  /// The same size in all dimensions.
  public AdaptiveAvgPool2d(int size) {
    this(size, size);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.adaptiveAvgPool(height, width);
  }

  /// Such as `AdaptiveAvgPool2d(output_size=(3, 3))`.
  @Override
  public String toString() {
    return Pooling.adaptive("AdaptiveAvgPool2d", height, width);
  }
}
