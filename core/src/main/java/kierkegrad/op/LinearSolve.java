package kierkegrad.op;

import java.util.List;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Factors and solutions of square matrices `[…, n, n]`, computed in double. A matrix that has none
/// is an error that says which of the batch it is.
public sealed interface LinearSolve extends Kernel {
  @Override
  default DType dtype(List<DType> in) {
    return Rules.floating(this, in);
  }

  /// The lower triangular L with `L·Lᵀ = A`, for symmetric, positive definite A. PyTorch
  /// `linalg.cholesky`. The derivative is that of Murray, *Differentiation of the Cholesky
  /// decomposition* (2016).
  record Cholesky() implements LinearSolve {
    @Override
    public String opName() {
      return "cholesky";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 1);
      requireSquare(this, in.getFirst());
      return in.getFirst();
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(() -> {
        Tensor inner = y.mT().matmul(g.tril(0));
        Tensor half = inner.tril(0).add(inner.tril(-1)).mul(0.5);
        Tensor left = y.mT().solveTriangular(half, true);
        Tensor both = y.mT().solveTriangular(left.mT(), true);
        return both.add(both.mT()).mul(0.5);
      });
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "L·Lᵀ = A", "dC/dA = sym(L⁻ᵀ·P·L⁻¹), P = tril(Lᵀ·dC/dL) with half its diagonal");
    }
  }

  /// The X with `A·X = B` for triangular A: only that triangle of A is read. Operands: `A […, n,
  /// n]` and `B […, n, k]` of the same leading dimensions. PyTorch `linalg.solve_triangular`.
  ///
  /// @param upper whether A is the upper triangle, not the lower one
  /// @param unit whether the diagonal is 1, whatever stands there
  record Triangular(boolean upper, boolean unit) implements LinearSolve {
    @Override
    public String opName() {
      return "solve_triangular";
    }

    @Override
    public Shape shape(List<Shape> in) {
      return solved(this, in);
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      Supplier<Tensor> inB =
          Rules.once(() -> Tensor.apply(new Triangular(!upper, unit), in.a().mT(), g));
      return Rules.gradients(
          () -> {
            Tensor full = inB.get().matmul(y.mT()).neg();
            int diagonal = unit ? 1 : 0;
            return upper ? full.triu(diagonal) : full.tril(-diagonal);
          },
          inB);
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "A·X = B", "dC/dA = −dC/dB · Xᵀ in the triangle, else 0", "dC/dB = A⁻ᵀ · dC/dX");
    }

    @Override
    public String attributes() {
      return (upper ? "upper" : "lower") + (unit ? ", unitriangular" : "");
    }
  }

  /// The X with `A·X = B`. Operands: `A […, n, n]` and `B […, n, k]` of the same leading
  /// dimensions. PyTorch `linalg.solve`.
  record General() implements LinearSolve {
    @Override
    public String opName() {
      return "solve";
    }

    @Override
    public Shape shape(List<Shape> in) {
      return solved(this, in);
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      Supplier<Tensor> inB = Rules.once(() -> Tensor.apply(this, in.a().mT(), g));
      return Rules.gradients(() -> inB.get().matmul(y.mT()).neg(), inB);
    }

    @Override
    public Formula formula() {
      return Formula.of("A·X = B", "dC/dA = −dC/dB · Xᵀ", "dC/dB = A⁻ᵀ · dC/dX");
    }
  }

  /// The determinant, or what is left of it where it would overflow.
  ///
  /// @param kind what of it
  record Determinant(Kind kind) implements LinearSolve {
    /// What of the determinant.
    public enum Kind {
      /// The number. PyTorch `linalg.det`.
      VALUE,
      /// The logarithm of its size. PyTorch `linalg.slogdet`.
      LOG,
      /// −1, 0 or 1. PyTorch `linalg.slogdet`.
      SIGN
    }

    @Override
    public String opName() {
      return switch (kind) {
        case VALUE -> "det";
        case LOG -> "logabsdet";
        case SIGN -> "signdet";
      };
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 1);
      requireSquare(this, in.getFirst());
      return in.getFirst().without(-1).without(-1);
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(() -> {
        Tensor outer = (kind == Kind.VALUE ? g.mul(y) : g).unsqueeze(-1).unsqueeze(-1);
        return kind == Kind.SIGN
            ? Tensor.zeros(g.dtype(), in.a().shape())
            : outer.mul(in.a().inverse().mT());
      });
    }

    @Override
    public Formula formula() {
      return switch (kind) {
        case VALUE -> Formula.of("y = det A", "dC/dA = dC/dy · y · A⁻ᵀ");
        case LOG -> Formula.of("y = ln |det A|", "dC/dA = dC/dy · A⁻ᵀ");
        case SIGN -> Formula.of("y = sign(det A)", "dC/dA = 0");
      };
    }
  }

  private static Shape solved(Op op, List<Shape> in) {
    Rules.arity(op, in, 2);
    Shape a = in.getFirst();
    Shape b = in.getLast();
    requireSquare(op, a);
    if (b.rank() != a.rank() || !b.with(-1, a.size(-1)).equals(a)) {
      throw new ShapeException(
          op.opName()
              + ": A "
              + a
              + " and B "
              + b
              + " do not fit: expects […, n, n] and […, n, k]");
    }
    return b;
  }

  private static void requireSquare(Op op, Shape a) {
    if (a.rank() < 2 || a.size(-1) != a.size(-2)) {
      throw new ShapeException(op.opName() + ": " + a + " is no square matrix: expects […, n, n]");
    }
  }
}
