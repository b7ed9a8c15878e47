package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// `x − ln Σ eˣ` along a dimension: the logarithm of the softmax, without overflow. PyTorch
/// `LogSoftmax`.
///
/// @param dim the dimension; −1 is the last
public record LogSoftmax(int dim) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.logSoftmax(dim);
  }

  /// Such as `LogSoftmax(dim=1)`.
  @Override
  public String toString() {
    return "LogSoftmax(dim=" + dim + ")";
  }
}
