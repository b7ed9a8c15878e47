package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// Means of as many windows as asked for, as even as possible, for x `[n, c, d, h, w]`. PyTorch
/// `AdaptiveAvgPool3d`. Window i of o along n elements goes from `⌊i·n/o⌋` to before `⌈(i+1)·n/o⌉`.
///
/// @param depth of the result; −1 leaves it as it is. PyTorch `None`
/// @param height of the result; −1 leaves it as it is. PyTorch `None`
/// @param width of the result; −1 leaves it as it is. PyTorch `None`
public record AdaptiveAvgPool3d(int depth, int height, int width) implements Layer {
  /// The same size in all dimensions.
  public AdaptiveAvgPool3d(int size) {
    this(size, size, size);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.adaptiveAvgPool(depth, height, width);
  }

  /// Such as `AdaptiveAvgPool3d(output_size=(3, 3, 3))`.
  @Override
  public String toString() {
    return Pooling.adaptive("AdaptiveAvgPool3d", depth, height, width);
  }
}
