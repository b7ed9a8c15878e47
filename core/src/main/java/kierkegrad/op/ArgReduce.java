package kierkegrad.op;

import java.util.List;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// The index of the largest or smallest element along a dimension, the first one at a tie; NaN
/// wins. No gradient.
///
/// @param largest the largest or the smallest. ONNX `ArgMax`, `ArgMin`
/// @param dim the dimension, counted from the front
/// @param keepDim whether it stays as size 1 or vanishes
public record ArgReduce(boolean largest, int dim, boolean keepDim) implements Kernel {
  @Override
  public String opName() {
    return largest ? "argmax" : "argmin";
  }

  @Override
  public Shape shape(List<Shape> in) {
    Rules.arity(this, in, 1);
    Shape shape = in.getFirst();
    if (shape.rank() > 0 && shape.size(dim) == 0) {
      throw new ShapeException(opName() + ": " + shape + " has no elements along dimension " + dim);
    }
    return shape.reduce(shape.axes(dim), keepDim);
  }

  @Override
  public DType dtype(List<DType> in) {
    return DType.I64;
  }

  @Override
  public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(Rules.none(this));
  }

  @Override
  public Formula formula() {
    return Formula.of(largest ? "y = argmax A" : "y = argmin A");
  }

  @Override
  public String attributes() {
    return "dim=" + dim + (keepDim ? ", keepdim" : "");
  }
}
