package kierkegrad.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The sizes of a tensor along its dimensions, outermost first. The empty shape is a scalar.
public final class Shape {
  /// The shape of a scalar.
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] sizes;
  private final int elements;

  private Shape(int[] sizes) {
    this.sizes = sizes;
    long count = 1;
    for (int size : sizes) {
      if (size < 0) {
        throw new ShapeException("shape " + text(sizes) + ": a size cannot be negative");
      }
      count *= size;
      if (count > Integer.MAX_VALUE) {
        throw new ShapeException(
            "shape "
                + text(sizes)
                + ": more than 2^31 - 1 elements do not fit one tensor; split it");
      }
    }
    this.elements = (int) count;
  }

  /// A shape of these sizes.
  public static Shape of(int... sizes) {
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  /// The number of dimensions.
  public int rank() {
    return sizes.length;
  }

  /// The size along a dimension; `-1` is the last one.
  ///
  /// @throws ShapeException if there is no such dimension; a scalar has none
  public int size(int dim) {
    if (sizes.length == 0) {
      throw new ShapeException("size: a scalar has no dimension " + dim + "; unsqueeze it first");
    }
    return sizes[axis(dim)];
  }

  /// The number of elements: the product of all sizes, 1 for a scalar.
  public int elements() {
    return elements;
  }

  /// A copy of the sizes.
  public int[] toArray() {
    return sizes.clone();
  }

  /// The dimension counted from the front: `-1` becomes `rank − 1`. A scalar takes 0 and −1, as in
  /// PyTorch.
  public int axis(int dim) {
    int range = Math.max(1, sizes.length);
    if (dim < -range || dim >= range) {
      throw new ShapeException(
          "dimension "
              + dim
              + " is out of range for shape "
              + this
              + ": use "
              + -range
              + " to "
              + (range - 1));
    }
    return dim < 0 ? dim + range : dim;
  }

  /// The dimensions counted from the front, sorted; none given means all of them.
  public int[] axes(int... dims) {
    if (dims.length == 0) {
      return IntStream.range(0, sizes.length).toArray();
    }
    int[] axes = IntStream.of(dims).map(this::axis).sorted().toArray();
    for (int i = 1; i < axes.length; i++) {
      if (axes[i] == axes[i - 1]) {
        throw new ShapeException(
            "dimension " + axes[i] + " appears twice in " + Arrays.toString(dims));
      }
    }
    return sizes.length == 0 ? new int[0] : axes;
  }

  /// This shape with one size replaced.
  public Shape with(int dim, int size) {
    int[] copy = sizes.clone();
    copy[axis(dim)] = size;
    return new Shape(copy);
  }

  /// This shape without a dimension.
  public Shape without(int dim) {
    int axis = axis(dim);
    return new Shape(
        IntStream.range(0, rank()).filter(i -> i != axis).map(i -> sizes[i]).toArray());
  }

  /// This shape with a dimension of that size inserted before `dim`.
  public Shape insert(int dim, int size) {
    int axis = dim < 0 ? dim + rank() + 1 : dim;
    if (axis < 0 || axis > rank()) {
      throw new ShapeException(
          "unsqueeze: dimension " + dim + " is out of range for shape " + this);
    }
    int[] grown = new int[rank() + 1];
    System.arraycopy(sizes, 0, grown, 0, axis);
    grown[axis] = size;
    System.arraycopy(sizes, axis, grown, axis + 1, rank() - axis);
    return new Shape(grown);
  }

  /// The shape after a reduction over these dimensions: they become 1 if kept, or vanish.
  public Shape reduce(int[] axes, boolean keepDim) {
    boolean[] gone = new boolean[rank()];
    for (int axis : axes) {
      gone[axis(axis)] = true;
    }
    return new Shape(
        IntStream.range(0, rank())
            .filter(i -> keepDim || !gone[i])
            .map(i -> gone[i] ? 1 : sizes[i])
            .toArray());
  }

  /// The shape to which both broadcast, by NumPy's rule: aligned from the right, each pair of sizes
  /// equal or one of them 1.
  ///
  /// @param op the operation's name, for the message
  public Shape broadcast(Shape other, String op) {
    int rank = Math.max(rank(), other.rank());
    int[] result = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int a = i <= rank() ? sizes[rank() - i] : 1;
      int b = i <= other.rank() ? other.sizes[other.rank() - i] : 1;
      if (a != b && a != 1 && b != 1) {
        throw new ShapeException(
            op
                + ": shapes "
                + this
                + " and "
                + other
                + " do not broadcast: sizes "
                + a
                + " and "
                + b
                + " at dimension "
                + -i
                + " must be equal or 1");
      }
      result[rank - i] = a == 1 ? b : a;
    }
    return new Shape(result);
  }

  /// Whether repeating sizes of 1 and adding dimensions in front makes this the other shape.
  public boolean broadcastsTo(Shape target) {
    int lead = target.rank() - rank();
    return lead >= 0
        && IntStream.range(0, rank())
            .allMatch(i -> sizes[i] == 1 || sizes[i] == target.sizes[lead + i]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /// Such as `[32, 4]`.
  @Override
  public String toString() {
    return text(sizes);
  }

  private static String text(int[] sizes) {
    return IntStream.of(sizes)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
