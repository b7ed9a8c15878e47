package kierkegrad.nn.pool;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Reductions;
import kierkegrad.tensor.Tensor;

/// The largest numbers of as many windows as asked for, as even as possible, for x `[n, c, l]`.
/// PyTorch `AdaptiveMaxPool1d`. Window i of o along n elements goes from `⌊i·n/o⌋` to before
/// `⌈(i+1)·n/o⌉`.
///
/// @param size of the result; −1 leaves it as it is. PyTorch `None`
public record AdaptiveMaxPool1d(int size) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.adaptiveMaxPool(size);
  }

  /// The largest numbers and where in their sequence they stand. PyTorch `return_indices=True`.
  public Reductions.Extreme forwardWithIndices(Tensor x) {
    return x.adaptiveMaxPoolWithIndices(size);
  }

  /// Such as `AdaptiveMaxPool1d(output_size=3)`.
  @Override
  public String toString() {
    return Pooling.adaptive("AdaptiveMaxPool1d", size);
  }
}
