package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// One number per window of each channel: the largest or the mean. Operands are images `[n,c,h,w]`,
/// results `[n,c,i,j]`.
public sealed interface Pool extends Kernel {
  /// How the window slides.
  Window window();

  /// Whether the last window may hang over the end. PyTorch `ceil_mode`.
  boolean ceil();

  @Override
  default DType dtype(List<DType> in) {
    return Rules.floating(this, in);
  }

  @Override
  default String attributes() {
    return window() + (ceil() ? ", ceil" : "");
  }

  /// The largest number; NaN wins; padding never does. At a tie the first one takes the gradient.
  /// ONNX `MaxPool`.
  record Max(Window window, boolean ceil) implements Pool {
    @Override
    public String opName() {
      return "max_pool2d";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 1);
      return pooled(this, in.getFirst());
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(() -> Tensor.apply(new MaxGradient(window, ceil), in.a(), g));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return Rules.linear(tangents, t -> Tensor.apply(new MaxSelect(window, ceil), in.a(), t));
    }

    @Override
    public Formula formula() {
      return Formula.of("Y = max X per window", "dC/dX = Σ dC/dY of the windows it wins, else 0");
    }
  }

  /// The gradient of [Max]: each number of g added to where its window of x is largest, 0
  /// elsewhere. Operands: x `[n,c,h,w]`, g `[n,c,i,j]`.
  record MaxGradient(Window window, boolean ceil) implements Pool {
    @Override
    public String opName() {
      return "max_pool2d_gradient";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 2);
      Shape expected = pooled(this, in.getFirst());
      Rules.sameShape(this, in.getLast(), expected, "one gradient is needed per window");
      return in.getFirst();
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(
          () -> Tensor.zeros(in.a().dtype(), in.a().shape()),
          () -> Tensor.apply(new MaxSelect(window, ceil), in.a(), g));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return second(tangents, y, t -> Tensor.apply(this, in.a(), t));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "Y = Σ G of the windows that X wins", "dC/dX = 0", "dC/dG = dC/dY where X is largest");
    }
  }

  /// Numbers at the places where the windows of another tensor are largest. Operands: x
  /// `[n,c,h,w]`, which says where, and u `[n,c,h,w]`. With `u = x` it is [Max].
  record MaxSelect(Window window, boolean ceil) implements Pool {
    @Override
    public String opName() {
      return "max_pool2d_select";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 2);
      Rules.sameShape(this, in.getFirst(), in.getLast(), "the first says where the second is read");
      return pooled(this, in.getFirst());
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(
          () -> Tensor.zeros(in.a().dtype(), in.a().shape()),
          () -> Tensor.apply(new MaxGradient(window, ceil), in.a(), g));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return second(tangents, y, t -> Tensor.apply(this, in.a(), t));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "Y = U where X is largest per window", "dC/dX = 0", "dC/dU = Σ dC/dY where read");
    }
  }

  /// The mean of the numbers, zeros outside of the image. ONNX `AveragePool`.
  ///
  /// @param countPadding whether padding counts in the number that is divided by; what hangs over
  ///   the padding never does. PyTorch `count_include_pad`
  record Average(Window window, boolean ceil, boolean countPadding) implements Pool {
    @Override
    public String opName() {
      return "avg_pool2d";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 1);
      return pooled(this, in.getFirst());
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(() ->
          Tensor.apply(
              new AverageGradient(window, ceil, countPadding, in.a().size(2), in.a().size(3)), g));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return Rules.linear(tangents, t -> Tensor.apply(this, t));
    }

    @Override
    public String attributes() {
      return Pool.super.attributes() + (countPadding ? "" : ", count_include_pad=false");
    }

    @Override
    public Formula formula() {
      return Formula.of("Y = Σ X / count per window", "dC/dX = Σ dC/dY / count of its windows");
    }
  }

  /// The gradient of [Average]: each number of g, divided by the count, added to its whole window.
  /// Operand: g `[n,c,i,j]`.
  ///
  /// @param rows the size h of the images
  /// @param columns the size w of the images
  record AverageGradient(Window window, boolean ceil, boolean countPadding, int rows, int columns)
      implements Pool {
    @Override
    public String opName() {
      return "avg_pool2d_gradient";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 1);
      Shape g = in.getFirst();
      requireImages(this, g);
      Shape x = Shape.of(g.size(0), g.size(1), rows, columns);
      Rules.sameShape(this, g, pooled(this, x), "one gradient is needed per window");
      return x;
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(() -> Tensor.apply(new Average(window, ceil, countPadding), g));
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return Rules.linear(tangents, t -> Tensor.apply(this, t));
    }

    @Override
    public String attributes() {
      return Pool.super.attributes()
          + (countPadding ? "" : ", count_include_pad=false")
          + ", size=("
          + rows
          + ", "
          + columns
          + ")";
    }

    @Override
    public Formula formula() {
      return Formula.of("Y = Σ G / count of its windows", "dC/dG = Σ dC/dY / count per window");
    }
  }

  /// The tangent of a function that is linear in its second operand and constant in its first
  /// almost everywhere.
  private static Optional<Tensor> second(
      List<Optional<Tensor>> tangents, Tensor y, UnaryOperator<Tensor> op) {
    return Optional.of(tangents.get(1).map(op).orElseGet(() -> Tensor.zeros(y.dtype(), y.shape())));
  }

  private static void requireImages(Pool op, Shape x) {
    if (x.rank() != 4) {
      throw new ShapeException(
          op.opName() + ": expects images [n, c, h, w], got " + x + "; unsqueeze or reshape them");
    }
  }

  private static Shape pooled(Pool op, Shape x) {
    requireImages(op, x);
    Window window = op.window();
    return Shape.of(
        x.size(0),
        x.size(1),
        positions(op, window.height(), x.size(2)),
        positions(op, window.width(), x.size(3)));
  }

  private static int positions(Pool op, Span span, int size) {
    if (2 * span.padding() > span.reach()) {
      throw new ShapeException(
          op.opName()
              + ": a window with "
              + span
              + " may lie in the padding alone; pad at most half its reach");
    }
    int count = op.ceil() ? span.positionsOverhanging(size) : span.positions(size);
    if (count < 1 || size == 0) {
      throw new ShapeException(
          op.opName()
              + ": a window with "
              + span
              + " does not fit into "
              + size
              + " pixels; pad them, or use a smaller kernel");
    }
    return count;
  }
}
