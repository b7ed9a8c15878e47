package kierkegrad.tensor;

import java.util.Optional;

/// Where the elements of a view lie in its storage: element `[i, j, …]` is at `offset + i·stride₀ +
/// j·stride₁ + …`. Strides count elements; 0 repeats (expand), negative runs backwards (flip).
public final class Layout {
  private final Shape shape;
  private final int[] strides;
  private final int offset;

  private Layout(Shape shape, int[] strides, int offset) {
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
  }

  /// The row-major layout of a fresh tensor.
  public static Layout contiguous(Shape shape) {
    int[] strides = new int[shape.rank()];
    int step = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= Math.max(1, shape.size(i));
    }
    return new Layout(shape, strides, 0);
  }

  /// The shape of the view.
  public Shape shape() {
    return shape;
  }

  /// The step between neighbours along a dimension, in elements.
  public int stride(int dim) {
    return strides[dim];
  }

  /// A copy of the strides.
  public int[] strides() {
    return strides.clone();
  }

  /// The position of the first element.
  public int offset() {
    return offset;
  }

  /// Whether the elements lie row by row without gaps, from the offset on.
  public boolean isContiguous() {
    int step = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      int size = shape.size(i);
      if (size != 1 && strides[i] != step && shape.elements() > 0) {
        return false;
      }
      step *= size;
    }
    return true;
  }

  /// Dimensions in another order: dimension `i` of the result is dimension `order[i]` of this one.
  public Layout permute(int[] order) {
    int[] sizes = new int[order.length];
    int[] steps = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      sizes[i] = shape.size(order[i]);
      steps[i] = strides[order[i]];
    }
    return new Layout(Shape.of(sizes), steps, offset);
  }

  /// Sizes of 1 repeated, and new dimensions in front, by stride 0. The target must be one to which
  /// this broadcasts.
  public Layout expand(Shape target) {
    int[] steps = new int[target.rank()];
    int lead = target.rank() - shape.rank();
    for (int i = 0; i < shape.rank(); i++) {
      steps[lead + i] = shape.size(i) == target.size(lead + i) ? strides[i] : 0;
    }
    return new Layout(target, steps, offset);
  }

  /// Every `step`-th element from `start` on, `length` of them, along one dimension.
  public Layout slice(int dim, int start, int length, int step) {
    int[] steps = strides.clone();
    steps[dim] *= step;
    int from = length == 0 ? offset : offset + start * strides[dim];
    return new Layout(shape.with(dim, length), steps, from);
  }

  /// The same elements backwards along these dimensions.
  public Layout flip(int[] dims) {
    int[] steps = strides.clone();
    int from = offset;
    for (int dim : dims) {
      from += Math.max(0, shape.size(dim) - 1) * strides[dim];
      steps[dim] = -strides[dim];
    }
    return new Layout(shape, steps, from);
  }

  /// The same elements, in row-major order, under another shape; empty if no strides can say that.
  public Optional<Layout> reshape(Shape target) {
    if (shape.elements() == 0 || isContiguous()) {
      return Optional.of(new Layout(target, contiguous(target).strides, offset));
    }
    int[] steps = new int[target.rank()];
    int to = target.rank() - 1;
    int from = shape.rank() - 1;
    while (from >= 0) {
      // A run of source dimensions that lie evenly spaced behind one another acts as one long
      // dimension.
      int base = strides[from];
      long run = shape.size(from);
      int first = from;
      while (first > 0
          && (shape.size(first - 1) == 1 || run == 1 || strides[first - 1] == base * run)) {
        first--;
        if (run == 1) {
          base = strides[first];
        }
        run *= shape.size(first);
      }
      long filled = 1;
      while (to >= 0 && (filled < run || target.size(to) == 1)) {
        steps[to] = (int) (base * filled);
        filled *= target.size(to--);
      }
      if (filled != run) {
        return Optional.empty();
      }
      from = first - 1;
    }
    return Optional.of(new Layout(target, steps, offset));
  }
}
