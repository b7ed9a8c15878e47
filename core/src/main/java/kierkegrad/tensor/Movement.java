package kierkegrad.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.op.Pad;
import kierkegrad.op.View;

/// The same elements in another arrangement. None but [#pad] and a [#reshape] of scattered elements
/// copies.
public sealed interface Movement permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The same elements row by row under another shape; one size may be −1 and is inferred.
  default Tensor reshape(int... sizes) {
    int[] wanted = sizes.clone();
    int free = -1;
    long known = 1;
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] == -1 && free < 0) {
        free = i;
      } else {
        known *= wanted[i];
      }
    }
    if (free >= 0) {
      if (known <= 0 || self().elements() % known != 0) {
        throw new ShapeException(
            "reshape: the size −1 in "
                + Arrays.toString(sizes)
                + " cannot be inferred for "
                + self().shape());
      }
      wanted[free] = (int) (self().elements() / known);
    }
    return reshape(Shape.of(wanted));
  }

  /// The same elements row by row under another shape.
  default Tensor reshape(Shape shape) {
    Tensor x = self();
    if (x.shape().equals(shape)) {
      return x;
    }
    View.Reshape op = new View.Reshape(shape);
    boolean viewable =
        x.isSymbolic() || x.elements() != shape.elements() || x.layout().reshape(shape).isPresent();
    return Tensor.apply(op, viewable ? x : x.copy());
  }

  /// All elements in one dimension.
  default Tensor flatten() {
    return reshape(self().elements());
  }

  /// Dimensions from `start` to `end`, both included, joined into one.
  default Tensor flatten(int start, int end) {
    Shape shape = self().shape();
    int from = shape.axis(start);
    int to = shape.axis(end);
    if (shape.rank() == 0) {
      return reshape(1);
    }
    if (from > to) {
      throw new ShapeException(
          "flatten: dimension "
              + start
              + " of "
              + shape
              + " lies behind "
              + end
              + "; exchange them");
    }
    int[] sizes = shape.toArray();
    int joined = 1;
    for (int i = from; i <= to; i++) {
      joined *= sizes[i];
    }
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      if (i < from || i > to) {
        result.add(sizes[i]);
      } else if (i == from) {
        result.add(joined);
      }
    }
    return reshape(result.stream().mapToInt(Integer::intValue).toArray());
  }

  /// Dimensions in another order: dimension `i` of the result is dimension `order[i]`.
  default Tensor permute(int... order) {
    List<Integer> axes = Arrays.stream(order).map(self().shape()::axis).boxed().toList();
    return Tensor.apply(new View.Permute(axes), self());
  }

  /// Two dimensions exchanged.
  default Tensor transpose(int dim0, int dim1) {
    int[] order = IntStream.range(0, self().rank()).toArray();
    int a = self().shape().axis(dim0);
    int b = self().shape().axis(dim1);
    if (order.length > 0) {
      order[a] = b;
      order[b] = a;
    }
    return permute(order);
  }

  /// The last two dimensions exchanged: the matrix transposed. PyTorch `mT`.
  default Tensor mT() {
    if (self().rank() < 2) {
      throw new ShapeException("mT: " + self().shape() + " is no matrix");
    }
    return transpose(-2, -1);
  }

  /// Sizes of 1 repeated and new dimensions in front. PyTorch `expand`.
  default Tensor expand(Shape shape) {
    return self().shape().equals(shape) ? self() : Tensor.apply(new View.Expand(shape), self());
  }

  /// Sizes of 1 repeated and new dimensions in front.
  default Tensor expand(int... sizes) {
    return expand(Shape.of(sizes));
  }

  /// Every dimension of size 1 removed.
  default Tensor squeeze() {
    return reshape(Arrays.stream(self().shape().toArray()).filter(size -> size != 1).toArray());
  }

  /// A dimension removed if its size is 1.
  default Tensor squeeze(int dim) {
    Shape shape = self().shape();
    return shape.rank() > 0 && shape.size(dim) == 1 ? reshape(shape.without(dim)) : self();
  }

  /// A dimension of size 1 inserted before `dim`.
  default Tensor unsqueeze(int dim) {
    return reshape(self().shape().insert(dim, 1));
  }

  /// Elements `start` to `stop − 1` along a dimension; negative counts from the end, beyond the end
  /// is cut off, as in Python.
  default Tensor slice(int dim, int start, int stop) {
    return slice(dim, start, stop, 1);
  }

  /// Every `step`-th element from `start` to before `stop` along a dimension.
  default Tensor slice(int dim, int start, int stop, int step) {
    if (step < 1) {
      throw new ShapeException(
          "slice: step " + step + " must be positive; use flip to go backwards");
    }
    requireDimensions("slice");
    int axis = self().shape().axis(dim);
    int size = self().size(axis);
    int from = Math.clamp(start < 0 ? start + (long) size : start, 0, size);
    int to = Math.clamp(stop < 0 ? stop + (long) size : stop, from, size);
    int length = Math.ceilDiv(to - from, step);
    if (length == size && step == 1) {
      return self();
    }
    return Tensor.apply(new View.Slice(axis, from, length, step), self());
  }

  /// `length` elements from `start` on along a dimension. PyTorch `narrow`.
  default Tensor narrow(int dim, int start, int length) {
    requireDimensions("narrow");
    return Tensor.apply(new View.Slice(self().shape().axis(dim), start, length, 1), self());
  }

  /// One index of a dimension, which vanishes. PyTorch `select`, `x[i]`.
  default Tensor select(int dim, int index) {
    requireDimensions("select");
    int axis = self().shape().axis(dim);
    int size = self().size(axis);
    if (index < -size || index >= size) {
      throw new IndexOutOfBoundsException(
          "select: index "
              + index
              + " is out of range for dimension "
              + dim
              + " of "
              + self().shape());
    }
    return narrow(axis, index < 0 ? index + size : index, 1).reshape(self().shape().without(axis));
  }

  /// The part at these indices of the first dimensions: `x.get(2, 0)` is PyTorch's `x[2, 0]`.
  default Tensor get(int... indices) {
    Tensor part = self();
    for (int index : indices) {
      part = part.select(0, index);
    }
    return part;
  }

  /// The same elements backwards along these dimensions.
  default Tensor flip(int... dims) {
    int[] axes = self().shape().axes(dims);
    return Tensor.apply(new View.Flip(Arrays.stream(axes).boxed().toList()), self());
  }

  /// Constant elements before and after along one dimension.
  default Tensor pad(int dim, int before, int after, double value) {
    requireDimensions("pad");
    return Tensor.apply(new Pad(self().shape().axis(dim), before, after, 0, value), self());
  }

  /// Parts of `size` elements along a dimension; the last one may be smaller. PyTorch `split`.
  default List<Tensor> split(int dim, int size) {
    if (size < 1) {
      throw new ShapeException("split: parts of size " + size + "; use at least 1");
    }
    int total = self().size(dim);
    List<Tensor> parts = new ArrayList<>();
    for (int start = 0; start < total; start += size) {
      parts.add(slice(dim, start, Math.min(total, start + size)));
    }
    return parts.isEmpty() ? List.of(self()) : List.copyOf(parts);
  }

  private void requireDimensions(String op) {
    if (self().rank() == 0) {
      throw new ShapeException(op + ": a scalar has no dimensions");
    }
  }
}
