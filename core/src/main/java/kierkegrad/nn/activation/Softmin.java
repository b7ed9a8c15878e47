package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// The softmax of −x along a dimension: the smallest number gets the largest share. PyTorch
/// `Softmin`.
///
/// @param dim the dimension; −1 is the last
public record Softmin(int dim) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.softmin(dim);
  }

  /// Such as `Softmin(dim=1)`.
  @Override
  public String toString() {
    return "Softmin(dim=" + dim + ")";
  }
}
