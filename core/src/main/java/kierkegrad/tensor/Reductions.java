package kierkegrad.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;
import kierkegrad.op.ArgReduce;
import kierkegrad.op.Reduce;

/// One number out of many. No dimensions given means all of them.
public sealed interface Reductions permits Tensor {
  /// Values and where they stood along the reduced dimension.
  record Extreme(Tensor values, Tensor indices) {}

  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor reduce(Reduce.Kind kind, int[] dims, boolean keepDim) {
    int[] axes = self().shape().axes(dims);
    return Tensor.apply(new Reduce(kind, Arrays.stream(axes).boxed().toList(), keepDim), self());
  }

  /// Sum over dimensions.
  default Tensor sum(int... dims) {
    return sum(dims, false);
  }

  /// Sum over dimensions, which stay as size 1 if kept.
  default Tensor sum(int[] dims, boolean keepDim) {
    return reduce(Reduce.Kind.SUM, dims, keepDim);
  }

  /// Mean over dimensions; NaN of nothing. Integers become floating.
  default Tensor mean(int... dims) {
    return mean(dims, false);
  }

  /// Mean over dimensions, which stay as size 1 if kept.
  default Tensor mean(int[] dims, boolean keepDim) {
    Tensor x = self().to(self().dtype().floating());
    int count = 1;
    for (int axis : x.shape().axes(dims)) {
      count *= x.size(axis);
    }
    return x.sum(dims, keepDim).div(count);
  }

  /// Product over all elements.
  default Tensor prod() {
    return reduce(Reduce.Kind.PROD, new int[0], false);
  }

  /// Product along one dimension, which stays as size 1 if kept.
  default Tensor prod(int dim, boolean keepDim) {
    return reduce(Reduce.Kind.PROD, new int[] {dim}, keepDim);
  }

  /// Product over dimensions, which stay as size 1 if kept.
  default Tensor prod(int[] dims, boolean keepDim) {
    return reduce(Reduce.Kind.PROD, dims, keepDim);
  }

  /// Largest over dimensions; ties share the gradient.
  default Tensor amax(int... dims) {
    return amax(dims, false);
  }

  /// Largest over dimensions, which stay as size 1 if kept; ties share the gradient.
  default Tensor amax(int[] dims, boolean keepDim) {
    return reduce(Reduce.Kind.MAX, dims, keepDim);
  }

  /// Smallest over dimensions; ties share the gradient.
  default Tensor amin(int... dims) {
    return amin(dims, false);
  }

  /// Smallest over dimensions, which stay as size 1 if kept; ties share the gradient.
  default Tensor amin(int[] dims, boolean keepDim) {
    return reduce(Reduce.Kind.MIN, dims, keepDim);
  }

  /// Largest of all elements; ties share the gradient.
  default Tensor max() {
    return amax();
  }

  /// Smallest of all elements; ties share the gradient.
  default Tensor min() {
    return amin();
  }

  /// Largest along a dimension and its index, the first at a tie; that one takes the whole
  /// gradient.
  default Extreme max(int dim) {
    return extreme(dim, true);
  }

  /// Smallest along a dimension and its index, the first at a tie; that one takes the whole
  /// gradient.
  default Extreme min(int dim) {
    return extreme(dim, false);
  }

  private Extreme extreme(int dim, boolean largest) {
    Tensor x = self();
    if (x.rank() == 0) {
      return new Extreme(x, Tensor.zeros(DType.I64, Shape.SCALAR));
    }
    Tensor index = arg(largest, dim, true);
    return new Extreme(x.gather(dim, index).squeeze(dim), index.squeeze(dim));
  }

  /// Index of the largest along a dimension, the first at a tie.
  default Tensor argmax(int dim) {
    return arg(true, dim, false);
  }

  /// Index of the largest along a dimension, which stays as size 1 if kept.
  default Tensor argmax(int dim, boolean keepDim) {
    return arg(true, dim, keepDim);
  }

  /// Index of the smallest along a dimension, the first at a tie.
  default Tensor argmin(int dim) {
    return arg(false, dim, false);
  }

  private Tensor arg(boolean largest, int dim, boolean keepDim) {
    return Tensor.apply(new ArgReduce(largest, self().shape().axis(dim), keepDim), self());
  }

  /// Whether every element is true (not zero). Reads values.
  default boolean all() {
    return self().elements() == 0 || self().ne(0).to(DType.U8).amin().item() == 1;
  }

  /// Whether some element is true (not zero). Reads values.
  default boolean any() {
    return self().elements() > 0 && self().ne(0).to(DType.U8).amax().item() == 1;
  }

  /// Summed over the dimensions in which `target` was broadcast to this shape: the adjoint of
  /// broadcasting.
  default Tensor sumTo(Shape target) {
    Shape shape = self().shape();
    if (shape.equals(target)) {
      return self();
    }
    int lead = shape.rank() - target.rank();
    int[] axes =
        IntStream.range(0, shape.rank())
            .filter(i -> i < lead || (target.size(i - lead) == 1 && shape.size(i) != 1))
            .toArray();
    return axes.length == 0 ? self().reshape(target) : sum(axes, true).reshape(target);
  }
}
