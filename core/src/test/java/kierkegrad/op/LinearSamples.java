package kierkegrad.op;

import static java.lang.Double.NaN;
import static kierkegrad.op.Samples.at;
import static kierkegrad.op.Samples.empty;
import static kierkegrad.op.Samples.matrix;
import static kierkegrad.op.Samples.numbers;
import static kierkegrad.op.Samples.vector;

import java.util.List;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// The part of [Samples] with factors and solutions of matrices.
final class LinearSamples {
  private LinearSamples() {}

  static List<Row> all() {
    Tensor wide = Tensor.eye(DType.F64, 3).mul(3);
    Tensor a = numbers(-1, 1, 2, 3, 3).add(wide);
    Tensor b = numbers(-1, 1, 2, 3, 2);
    Tensor definite = a.matmul(a.mT());
    Tensor two = matrix(2, 4, 1, 2, 3);
    return List.of(
        Row.of(new LinearSolve.Cholesky(), definite)
            .empty(empty(0, 3, 3))
            .fails("cholesky: [3] is no square matrix", vector(1, 2, 3))
            .fails(
                "matrix 0 of the batch is not positive definite: pivot 1 is -3.0",
                matrix(2, 1, 2, 2, 1))
            .gives(at(2, 0, 1, 3), matrix(2, 4, 2, 2, 10)),
        Row.of(new LinearSolve.Triangular(true, false), a, b)
            .empty(empty(0, 2, 2), empty(0, 2, 1))
            .fails("solve_triangular: A [2, 2] and B [3, 1] do not fit", two, empty(3, 1))
            .gives(at(0.25, 1), two, matrix(1, 2, 3)),
        Row.of(new LinearSolve.Triangular(false, false), a, b)
            .gives(at(0.5, 2.0 / 3), two, matrix(1, 2, 3)),
        Row.of(new LinearSolve.Triangular(false, true), a, b)
            .gives(at(2, -1), two, matrix(1, 2, 3)),
        Row.of(new LinearSolve.General(), a, b)
            .empty(empty(0, 2, 2), empty(0, 2, 1))
            .fails(
                "solve: matrix 0 of the batch is singular", matrix(2, 1, 2, 2, 4), matrix(1, 1, 1))
            .fails("solve: operands are [float64, float32]", two, matrix(1, 1, 1).to(DType.F32))
            .gives(at(0.5, 1), two, matrix(1, 3, 4))
            .gives(at(NaN, NaN), two, matrix(1, NaN, 4)),
        Row.of(new LinearSolve.Determinant(LinearSolve.Determinant.Kind.VALUE), a)
            .empty(empty(0, 3, 3))
            .fails("det: [2, 3] is no square matrix", empty(2, 3))
            .gives(at(10), at(3, -2, -1, 4), two)
            .gives(at(0), matrix(2, 1, 2, 2, 4)),
        Row.of(new LinearSolve.Determinant(LinearSolve.Determinant.Kind.LOG), a)
            .gives(at(Math.log(10)), two)
            .gives(at(Double.NEGATIVE_INFINITY), matrix(2, 1, 2, 2, 4)),
        Row.of(new LinearSolve.Determinant(LinearSolve.Determinant.Kind.SIGN), a)
            .gives(at(1), at(0, 0, 0, 0), two)
            .gives(at(-1), matrix(2, 1, 2, 3, 4)));
  }
}
