package kierkegrad.nn.norm;

import java.util.Arrays;
import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.init.Init;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// The last dimensions normalised to mean 0 and variance 1, then times a weight plus a bias: `(x −
/// μ)/√(σ² + ε)·w + b`. PyTorch `LayerNorm` (Ba et al., 2016).
///
/// @param shape the sizes of the normalised dimensions
/// @param eps ε; 1e-5 by default
/// @param weight w, of that shape, ones at the start, if there is one
/// @param bias b, of that shape, zeros at the start, if there is one
public record LayerNorm(
    Shape shape, double eps, Optional<Parameter> weight, Optional<Parameter> bias)
    implements Layer {
  /// Over these last dimensions, with weight and bias.
  public LayerNorm(int... shape) {
    this(Shape.of(shape), 1e-5, true, true);
  }

  /// With or without weight and bias.
  ///
  /// @param elementwiseAffine whether there is a weight
  /// @param bias whether there is a bias, if there is a weight
  public LayerNorm(Shape shape, double eps, boolean elementwiseAffine, boolean bias) {
    this(
        shape,
        eps,
        elementwiseAffine
            ? Optional.of(new Parameter(Tensor.ones(DType.F32, shape)))
            : Optional.empty(),
        elementwiseAffine && bias
            ? Optional.of(new Parameter(Init.zeros(DType.F32, shape)))
            : Optional.empty());
  }

  @Override
  public Tensor forward(Tensor x) {
    int[] sizes = x.shape().toArray();
    int from = sizes.length - shape.rank();
    boolean fits =
        from >= 0 && Arrays.equals(shape.toArray(), Arrays.copyOfRange(sizes, from, sizes.length));
    if (!fits) {
      throw new ShapeException(
          "layer_norm"
              + weight.map(w -> w.layer("weight")).orElse("")
              + ": normalises the last dimensions "
              + shape
              + ", got "
              + x.shape());
    }
    DType type = x.dtype().floating();
    Tensor w = weight.map(Parameter::value).orElseGet(() -> Tensor.ones(type, shape));
    Tensor b = bias.map(Parameter::value).orElseGet(() -> Tensor.zeros(type, shape));
    return x.layerNorm(w, b, eps);
  }

  /// Such as `LayerNorm([256], eps=1.0E-5)`.
  @Override
  public String toString() {
    return "LayerNorm("
        + shape
        + ", eps="
        + eps
        + (weight.isEmpty()
            ? ", elementwiseAffine=false)"
            : bias.isEmpty() ? ", bias=false)" : ")");
  }
}
