package kierkegrad.tensor;

import java.util.List;
import kierkegrad.op.LinearSolve;

/// Square matrices `[…, n, n]`: factors, solutions, determinants. Leading dimensions are a batch
/// and broadcast.
public sealed interface LinearAlgebra permits Tensor {
  /// The sign of a determinant and the logarithm of its size.
  record SignedLog(Tensor sign, Tensor logabsdet) {}

  private Tensor self() {
    return (Tensor) this;
  }

  /// The lower triangular L with `L·Lᵀ` = this, which must be symmetric and positive definite.
  /// PyTorch `linalg.cholesky`.
  default Tensor cholesky() {
    return Tensor.apply(new LinearSolve.Cholesky(), self());
  }

  /// The lower triangular L with `L·Lᵀ` = this, or the upper `Lᵀ`. PyTorch
  /// `linalg.cholesky(upper=…)`.
  default Tensor cholesky(boolean upper) {
    return upper ? cholesky().mT() : cholesky();
  }

  /// The X with `A·X = B`, where A is this matrix's upper or lower triangle. PyTorch
  /// `linalg.solve_triangular`.
  default Tensor solveTriangular(Tensor b, boolean upper) {
    return solveTriangular(b, upper, true, false);
  }

  /// The X with `A·X = B`, or `X·A = B` if A is not on the left, where A is this matrix's upper or
  /// lower triangle. PyTorch `linalg.solve_triangular`.
  ///
  /// @param unitriangular whether A's diagonal is 1, whatever stands there
  default Tensor solveTriangular(Tensor b, boolean upper, boolean left, boolean unitriangular) {
    if (!left) {
      return self().mT().solveTriangular(b.mT(), !upper, true, unitriangular).mT();
    }
    return solved(new LinearSolve.Triangular(upper, unitriangular), self(), b);
  }

  /// The X with `A·X` = this, from A's Cholesky factor: `L·Lᵀ = A`, or `Uᵀ·U = A` if it is upper.
  /// PyTorch `cholesky_solve`.
  default Tensor choleskySolve(Tensor factor, boolean upper) {
    Tensor lower = upper ? factor.mT() : factor;
    return lower.mT().solveTriangular(lower.solveTriangular(self(), false), true);
  }

  /// The inverse of the matrix whose Cholesky factor this is. PyTorch `cholesky_inverse`.
  default Tensor choleskyInverse(boolean upper) {
    return Tensor.eye(self().dtype(), self().size(-1)).choleskySolve(self(), upper);
  }

  /// The X with `A·X = B` for this matrix A and `B […, n, k]`, or a vector `[n]`. PyTorch
  /// `linalg.solve`.
  default Tensor solve(Tensor b) {
    return b.rank() == 1
        ? solved(new LinearSolve.General(), self(), b.unsqueeze(1)).squeeze(-1)
        : solved(new LinearSolve.General(), self(), b);
  }

  private static Tensor solved(LinearSolve op, Tensor a, Tensor b) {
    if (a.rank() < 2 || b.rank() < 2) {
      return Tensor.apply(op, a, b);
    }
    Shape batch =
        a.shape().without(-1).without(-1).broadcast(b.shape().without(-1).without(-1), op.opName());
    return Tensor.apply(op, expanded(a, batch), expanded(b, batch));
  }

  private static Tensor expanded(Tensor matrix, Shape batch) {
    Shape shape = batch.insert(batch.rank(), matrix.size(-2));
    return matrix.expand(shape.insert(shape.rank(), matrix.size(-1)));
  }

  /// The inverse. PyTorch `linalg.inv`, `inverse`.
  default Tensor inverse() {
    Tensor a = self();
    if (a.rank() < 2 || a.size(-1) != a.size(-2)) {
      throw new ShapeException("inverse: " + a.shape() + " is no square matrix");
    }
    return solve(Tensor.eye(a.dtype(), a.size(-1)));
  }

  /// The determinant. Its gradient needs an inverse. PyTorch `linalg.det`.
  default Tensor det() {
    return determinant(LinearSolve.Determinant.Kind.VALUE);
  }

  /// The sign of the determinant and the logarithm of its size. PyTorch `linalg.slogdet`.
  default SignedLog slogdet() {
    return new SignedLog(
        determinant(LinearSolve.Determinant.Kind.SIGN).detach(),
        determinant(LinearSolve.Determinant.Kind.LOG));
  }

  /// The logarithm of the determinant; NaN if it is negative. PyTorch `logdet`.
  default Tensor logdet() {
    SignedLog parts = slogdet();
    Tensor nan = Tensor.full(self().dtype(), Shape.SCALAR, Double.NaN);
    return Tensor.where(parts.sign().lt(0), nan, parts.logabsdet());
  }

  private Tensor determinant(LinearSolve.Determinant.Kind kind) {
    return Tensor.apply(new LinearSolve.Determinant(kind), List.of(self()));
  }

  /// The matrix times itself n times; the inverse's power if n is negative. PyTorch
  /// `linalg.matrix_power`.
  default Tensor matrixPower(int n) {
    Tensor a = self();
    if (a.rank() < 2 || a.size(-1) != a.size(-2)) {
      throw new ShapeException("matrix_power: " + a.shape() + " is no square matrix");
    }
    if (n < 0) {
      return inverse().matrixPower(-n);
    }
    Tensor result = Tensor.eye(a.dtype(), a.size(-1)).expand(a.shape());
    Tensor square = a;
    for (int rest = n; rest > 0; rest >>= 1) {
      result = (rest & 1) == 0 ? result : result.matmul(square);
      square = rest > 1 ? square.matmul(square) : square;
    }
    return result;
  }
}
