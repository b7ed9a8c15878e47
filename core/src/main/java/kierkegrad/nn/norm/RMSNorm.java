package kierkegrad.nn.norm;

import java.util.Arrays;
import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// The last dimensions divided by the root of the mean of their squares, then times a weight:
/// `x/√(mean x² + ε)·w`. PyTorch `RMSNorm` (Zhang and Sennrich, 2019).
///
/// @param shape the sizes of these dimensions
/// @param eps ε; the smallest step from 1 in the type of x, if absent
/// @param weight w, of that shape, ones at the start, if there is one
public record RMSNorm(Shape shape, Optional<Double> eps, Optional<Parameter> weight)
    implements Layer {
  /// Over these last dimensions, with a weight.
  public RMSNorm(int... shape) {
    this(Shape.of(shape), Optional.empty(), true);
  }

  /// With or without a weight.
  public RMSNorm(Shape shape, Optional<Double> eps, boolean elementwiseAffine) {
    this(
        shape,
        eps,
        elementwiseAffine
            ? Optional.of(new Parameter(Tensor.ones(DType.F32, shape)))
            : Optional.empty());
  }

  @Override
  public Tensor forward(Tensor x) {
    int[] sizes = x.shape().toArray();
    int from = sizes.length - shape.rank();
    if (from < 0
        || !Arrays.equals(shape.toArray(), Arrays.copyOfRange(sizes, from, sizes.length))) {
      throw new ShapeException(
          "rms_norm"
              + weight.map(w -> w.layer("weight")).orElse("")
              + ": normalises the last dimensions "
              + shape
              + ", got "
              + x.shape());
    }
    return x.rmsNorm(shape.rank(), weight.map(Parameter::value), eps);
  }

  /// Such as `RMSNorm([256], eps=None, elementwiseAffine=true)`.
  @Override
  public String toString() {
    return "RMSNorm("
        + shape
        + ", eps="
        + eps.map(String::valueOf).orElse("None")
        + ", elementwiseAffine="
        + weight.isPresent()
        + ")";
  }
}
