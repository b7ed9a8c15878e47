package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `eˣ / Σ eˣ` along a dimension: numbers from 0 to 1 that sum to 1. PyTorch `Softmax`.
///
/// @param dim the dimension; −1 is the last
public record Softmax(int dim) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.softmax(dim);
  }

  /// Such as `Softmax(dim=1)`.
  @Override
  public String toString() {
    return "Softmax(dim=" + dim + ")";
  }
}
