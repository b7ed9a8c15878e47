package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// Means of as many windows as asked for, as even as possible, for x `[n, c, l]`. PyTorch
/// `AdaptiveAvgPool1d`. Window i of o along n elements goes from `⌊i·n/o⌋` to before `⌈(i+1)·n/o⌉`.
///
/// @param size of the result; −1 leaves it as it is. PyTorch `None`
public record AdaptiveAvgPool1d(int size) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.adaptiveAvgPool(size);
  }

  /// Such as `AdaptiveAvgPool1d(output_size=3)`.
  @Override
  public String toString() {
    return Pooling.adaptive("AdaptiveAvgPool1d", size);
  }
}
