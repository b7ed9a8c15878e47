package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// An operation that moves no data: the result is the same storage under another layout. All are
/// linear.
public sealed interface View extends Op {
  /// The layout of the result.
  Layout view(Layout in);

  /// The same operation on another tensor.
  Tensor on(Tensor x);

  /// The adjoint: dC/dX from dC/dY, for an operand of that shape.
  Tensor adjoint(Tensor g, Shape in);

  @Override
  default List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(() -> adjoint(g, in.a().shape()));
  }

  @Override
  default Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    UnaryOperator<Tensor> same = this::on;
    return Rules.linear(tangents, same);
  }

  /// The same elements in row-major order under another shape. ONNX `Reshape`.
  record Reshape(Shape target) implements View {
    @Override
    public String opName() {
      return "reshape";
    }

    @Override
    public Shape shape(List<Shape> in) {
      if (in.getFirst().elements() != target.elements()) {
        throw new ShapeException(
            "reshape: "
                + in.getFirst()
                + " has "
                + in.getFirst().elements()
                + " elements, "
                + target
                + " would have "
                + target.elements());
      }
      return target;
    }

    @Override
    public Layout view(Layout in) {
      return in.reshape(target)
          .orElseThrow(
              () -> new IllegalStateException("reshape: strides cannot express " + target));
    }

    @Override
    public Tensor on(Tensor x) {
      return x.reshape(target);
    }

    @Override
    public Tensor adjoint(Tensor g, Shape in) {
      return g.reshape(in);
    }

    @Override
    public Formula formula() {
      return Formula.of("Y = reshape(A)", "dC/dA = reshape(dC/dY)");
    }

    @Override
    public String attributes() {
      return target.toString();
    }
  }

  /// Dimensions in another order: dimension `i` of the result is dimension `order[i]` of the
  /// operand. ONNX `Transpose`.
  record Permute(List<Integer> order) implements View {
    @Override
    public String opName() {
      return "permute";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Shape shape = in.getFirst();
      if (!order.stream()
          .sorted()
          .toList()
          .equals(IntStream.range(0, shape.rank()).boxed().toList())) {
        throw new ShapeException(
            "permute: "
                + order
                + " is not an order of the "
                + shape.rank()
                + " dimensions of "
                + shape);
      }
      return Shape.of(order.stream().mapToInt(shape::size).toArray());
    }

    @Override
    public Layout view(Layout in) {
      return in.permute(array(order));
    }

    @Override
    public Tensor on(Tensor x) {
      return x.permute(array(order));
    }

    @Override
    public Tensor adjoint(Tensor g, Shape in) {
      return g.permute(IntStream.range(0, order.size()).map(order::indexOf).toArray());
    }

    @Override
    public Formula formula() {
      return Formula.of("Y = permute(A)", "dC/dA = permute⁻¹(dC/dY)");
    }

    @Override
    public String attributes() {
      return order.toString();
    }
  }

  /// Sizes of 1 repeated and new dimensions in front. ONNX `Expand`.
  record Expand(Shape target) implements View {
    @Override
    public String opName() {
      return "expand";
    }

    @Override
    public Shape shape(List<Shape> in) {
      if (!in.getFirst().broadcastsTo(target)) {
        throw new ShapeException(
            "expand: "
                + in.getFirst()
                + " does not expand to "
                + target
                + ": only sizes of 1 can grow");
      }
      return target;
    }

    @Override
    public Layout view(Layout in) {
      return in.expand(target);
    }

    @Override
    public Tensor on(Tensor x) {
      return x.expand(target);
    }

    @Override
    public Tensor adjoint(Tensor g, Shape in) {
      return g.sumTo(in);
    }

    @Override
    public Formula formula() {
      return Formula.of("Y = expand(A)", "dC/dA = Σ dC/dY over the copies");
    }

    @Override
    public String attributes() {
      return target.toString();
    }
  }

  /// Every `step`-th element from `start` on, `length` of them, along one dimension. ONNX `Slice`.
  record Slice(int dim, int start, int length, int step) implements View {
    @Override
    public String opName() {
      return "slice";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Shape shape = in.getFirst();
      int size = shape.size(dim);
      if (step < 1
          || start < 0
          || start > size
          || length < 0
          || (length > 0 && start + (length - 1L) * step >= size)) {
        throw new ShapeException(
            "slice: "
                + length
                + " elements from "
                + start
                + " by "
                + step
                + " leave dimension "
                + dim
                + " of "
                + shape
                + "; steps must be positive");
      }
      return shape.with(dim, length);
    }

    @Override
    public Layout view(Layout in) {
      return in.slice(dim, start, length, step);
    }

    @Override
    public Tensor on(Tensor x) {
      return Tensor.apply(this, x);
    }

    @Override
    public Tensor adjoint(Tensor g, Shape in) {
      int spanned = length == 0 ? 0 : (length - 1) * step + 1;
      int before = length == 0 ? 0 : start;
      return Tensor.apply(new Pad(dim, before, in.size(dim) - before - spanned, step - 1, 0), g);
    }

    @Override
    public Formula formula() {
      return Formula.of("Y = A[start : : step]", "dC/dA = dC/dY where taken, 0 elsewhere");
    }

    @Override
    public String attributes() {
      return "dim="
          + dim
          + ", start="
          + start
          + ", length="
          + length
          + (step == 1 ? "" : ", step=" + step);
    }
  }

  /// The same elements backwards along some dimensions. PyTorch `flip`.
  record Flip(List<Integer> dims) implements View {
    @Override
    public String opName() {
      return "flip";
    }

    @Override
    public Shape shape(List<Shape> in) {
      in.getFirst().axes(array(dims));
      return in.getFirst();
    }

    @Override
    public Layout view(Layout in) {
      return in.flip(array(dims));
    }

    @Override
    public Tensor on(Tensor x) {
      return x.flip(array(dims));
    }

    @Override
    public Tensor adjoint(Tensor g, Shape in) {
      return on(g);
    }

    @Override
    public Formula formula() {
      return Formula.of("Y = flip(A)", "dC/dA = flip(dC/dY)");
    }

    @Override
    public String attributes() {
      return "dims=" + dims;
    }
  }

  private static int[] array(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
