package kierkegrad.nn.activation;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// The first half `a` along a dimension times σ of the second, `b`: `a·σ(b)`, half as wide. PyTorch
/// `GLU` (Dauphin et al., 2016).
///
/// @param dim the dimension, of even size; −1, the last, by default
public record GLU(int dim) implements Layer {
  /// Along the last dimension.
  public GLU() {
    this(-1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.glu(dim);
  }

  /// Such as `GLU(dim=-1)`.
  @Override
  public String toString() {
    return "GLU(dim=" + dim + ")";
  }
}
