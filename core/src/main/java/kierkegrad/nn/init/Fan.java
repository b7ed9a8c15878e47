package kierkegrad.nn.init;

import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;

/// Whose spread a Kaiming initialisation keeps: that of the values going forwards or that of the
/// gradients going backwards.
public enum Fan {
  /// Numbers that one output is made of: `in · k1 · k2 …` of a weight `[out, in, k1, k2, …]`.
  IN,
  /// Numbers that one input goes into: `out · k1 · k2 …`.
  OUT;

  /// How many there are for a weight of that shape.
  ///
  /// @throws ShapeException if the shape has less than two dimensions
  public int of(Shape weight) {
    if (weight.rank() < 2) {
      throw new ShapeException(
          "init: the fan of " + weight + " is not defined; use a weight of shape [out, in, …]");
    }
    int receptive = 1;
    for (int dim = 2; dim < weight.rank(); dim++) {
      receptive *= weight.size(dim);
    }
    return weight.size(this == IN ? 1 : 0) * receptive;
  }
}
