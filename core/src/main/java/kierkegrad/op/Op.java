package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// An operation: immutable data with its rules beside it. Equality is that of its name and
/// attributes.
///
/// An op is a [Kernel], which a backend computes, a [View], which only relabels elements, or a
/// user's [CustomOp].
public sealed interface Op permits Kernel, View, CustomOp {
  /// The name in lower case, as PyTorch has it, such as `matmul`.
  String opName();

  /// The shape of the result.
  ///
  /// @throws ShapeException if the operands do not fit; it names their shapes
  Shape shape(List<Shape> in);

  /// The element type of the result; that of the first operand unless the op says otherwise.
  default DType dtype(List<DType> in) {
    return in.getFirst();
  }

  /// The vector-Jacobian product: for each operand its gradient, given the gradient `g` = dC/dY of
  /// the result.
  ///
  /// Written in tensor operations, so that a gradient is itself a graph. Each entry is computed
  /// only if somebody asked for it. An operand that was broadcast gets its gradient in the
  /// broadcast shape; the engine sums it back.
  ///
  /// @param g dC/dY, of the result's shape
  /// @param in the operands
  /// @param y the result
  List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y);

  /// The Jacobian-vector product: the result's tangent, given the tangents of the operands that
  /// have one. Empty means that the engine derives it from [#vjp], by differentiating that in `g`,
  /// in which it is linear.
  default Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return Optional.empty();
  }

  /// What it computes and its derivative, in symbols.
  Formula formula();

  /// Whether equal operands always give the same result, so that a compiler may compute it once. A
  /// draw of random numbers is not pure, nor is a user's own code known to be.
  default boolean isPure() {
    return true;
  }

  /// Its attributes as text, such as `dim=1`; empty if there are none.
  default String attributes() {
    return "";
  }
}
