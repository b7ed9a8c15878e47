package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// At every place of an image `[n, c, h, w]` or `[c, h, w]` the softmax over its channels. PyTorch
/// `Softmax2d`.
public record Softmax2d() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() != 3 && x.rank() != 4) {
      throw new ShapeException(
          "softmax2d: " + x.shape() + " is no image; expects [n, c, h, w] or [c, h, w]");
    }
    return x.softmax(-3);
  }

  /// `Softmax2d()`.
  @Override
  public String toString() {
    return "Softmax2d()";
  }
}
