package kierkegrad.grad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import kierkegrad.op.View;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;

/// Derivatives of functions. A result can be differentiated again: `Grad.grad(Grad.grad(f))`.
///
/// A function here takes and gives one tensor; further operands are captured: `Grad.grad(x ->
/// x.mul(w), x)`.
public final class Grad {
  private Grad() {}

  /// A function's value and its gradient at one point.
  public record ValueAndGrad(Tensor value, Tensor grad) {}

  /// Runs code whose operations are not remembered. PyTorch `no_grad`.
  public static <T> T noGrad(Supplier<T> code) {
    return Tape.off(code);
  }

  /// The gradient function of a function with one number as its value.
  public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f) {
    return x -> grad(f, x);
  }

  /// The gradient of a function with one number as its value, at `x`.
  public static Tensor grad(UnaryOperator<Tensor> f, Tensor x) {
    return valueAndGrad(f, x).grad();
  }

  /// Value and gradient of a function with one number as its value, at `x`.
  public static ValueAndGrad valueAndGrad(UnaryOperator<Tensor> f, Tensor x) {
    return Tape.on(() -> {
      Tensor at = point(x);
      Tensor y = f.apply(at);
      if (y.elements() != 1) {
        throw new ShapeException(
            "grad: the function's value is "
                + y.shape()
                + ", not one number; take its sum() or mean(), or use vjp or jacobian");
      }
      return new ValueAndGrad(y, of(y, at).getFirst());
    });
  }

  /// The gradients of a result in several tensors from which it was computed; zeros where it does
  /// not depend on one. PyTorch `autograd.grad(create_graph=True)`; the result is weighted with
  /// ones.
  public static List<Tensor> of(Tensor y, Tensor... xs) {
    return vjp(y, Tensor.ones(y.dtype(), y.shape()), xs);
  }

  /// The vector-Jacobian products `gᵀ·J` of a result in several tensors from which it was computed.
  public static List<Tensor> vjp(Tensor y, Tensor g, Tensor... xs) {
    if (!y.shape().equals(g.shape())) {
      throw new ShapeException(
          "vjp: the value is " + y.shape() + " but the vector is " + g.shape());
    }
    List<Tensor> wanted = List.of(xs);
    for (Tensor x : wanted) {
      if (!x.isTracked()) {
        throw new IllegalArgumentException(
            "vjp: a tensor "
                + x.shape()
                + " is not tracked, so nothing is known about its gradient; make it with x.tracked() and compute from that");
      }
    }
    Map<Tensor, Tensor> found =
        Reverse.sweep(List.of(y), List.of(g), t -> wanted.stream().anyMatch(x -> x == t));
    List<Tensor> gradients = new ArrayList<>();
    for (Tensor x : wanted) {
      Tensor gradient = found.get(x);
      gradients.add(gradient == null ? Tensor.zeros(x.dtype(), x.shape()) : gradient);
    }
    return gradients;
  }

  /// The vector-Jacobian product `gᵀ·J` of a function at `x`: of x's shape.
  public static Tensor vjp(UnaryOperator<Tensor> f, Tensor x, Tensor g) {
    return Tape.on(() -> {
      Tensor at = point(x);
      return vjp(f.apply(at), g, at).getFirst();
    });
  }

  /// The Jacobian-vector product `J·t` of a function at `x`: of the value's shape.
  public static Tensor jvp(UnaryOperator<Tensor> f, Tensor x, Tensor t) {
    if (!x.shape().equals(t.shape())) {
      throw new ShapeException(
          "jvp: the point is " + x.shape() + " but the tangent is " + t.shape());
    }
    return Tape.on(() -> {
      Tensor at = point(x);
      return Forward.tangent(f.apply(at), at, t);
    });
  }

  /// The Jacobian of a function at `x`: shape of the value, then shape of x. For vectors `[outputs,
  /// inputs]`.
  public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
    return Tape.on(() -> {
      Tensor at = point(x);
      Tensor y = f.apply(at);
      int[] sizes = joined(y, x);
      if (y.elements() == 0) {
        return Tensor.zeros(y.dtype(), Shape.of(sizes));
      }
      Tensor unit = Tensor.eye(y.dtype(), y.elements());
      List<Tensor> rows = new ArrayList<>();
      for (int i = 0; i < y.elements(); i++) {
        rows.add(vjp(y, unit.select(0, i).reshape(y.shape()), at).getFirst());
      }
      return Tensor.stack(0, rows).reshape(sizes);
    });
  }

  /// The Hessian of a function with one number as its value, at `x`: shape of x twice.
  public static Tensor hessian(UnaryOperator<Tensor> f, Tensor x) {
    return jacobian(grad(f), x);
  }

  private static int[] joined(Tensor y, Tensor x) {
    int[] sizes = Arrays.copyOf(y.shape().toArray(), y.rank() + x.rank());
    System.arraycopy(x.shape().toArray(), 0, sizes, y.rank(), x.rank());
    return sizes;
  }

  /// The point as a tensor of its own, so that the same tensor captured by the function counts as a
  /// constant; still connected to its history for an outer derivative.
  private static Tensor point(Tensor x) {
    return x.isTracked() ? Tensor.apply(new View.Reshape(x.shape()), x) : x.tracked();
  }
}
