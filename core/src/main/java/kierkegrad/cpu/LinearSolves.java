package kierkegrad.cpu;

import java.util.Arrays;
import java.util.List;
import kierkegrad.op.LinearSolve;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Factors and solutions of square matrices, one of a batch after the other, in double. Rows of the
/// right-hand side are combined as wholes, for they lie together.
///
/// Source: Golub & Van Loan, *Matrix Computations*, 3.1 (substitution), 3.4 (elimination with
/// partial pivoting) and 4.2 (Cholesky).
final class LinearSolves {
  private LinearSolves() {}

  static Runnable of(LinearSolve op, List<Tensor> in, CpuStorage out, Shape shape) {
    Shape a = in.getFirst().shape();
    int n = a.size(-1);
    int k = in.size() > 1 ? in.get(1).size(-1) : 0;
    int count = a.without(-1).without(-1).elements();
    Doubles.Body body =
        (x, y) -> {
          for (int i = 0; i < count; i++) {
            double[] matrix = Arrays.copyOfRange(x[0], i * n * n, (i + 1) * n * n);
            switch (op) {
              case LinearSolve.Cholesky _ -> cholesky(matrix, n, y, i);
              case LinearSolve.Triangular t -> {
                System.arraycopy(x[1], i * n * k, y, i * n * k, n * k);
                substitute(matrix, n, t.upper(), t.unit(), y, i * n * k, k);
              }
              case LinearSolve.General _ -> {
                System.arraycopy(x[1], i * n * k, y, i * n * k, n * k);
                solve(matrix, n, y, k, i);
              }
              case LinearSolve.Determinant d -> y[i] = determinant(matrix, n, d.kind());
            }
          }
        };
    return new Doubles(in, out, shape.elements(), body);
  }

  /// Of the mean of both triangles.
  private static void cholesky(double[] a, int n, double[] y, int number) {
    int at = number * n * n;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = (a[i * n + j] + a[j * n + i]) / 2;
        for (int k = 0; k < j; k++) {
          sum -= y[at + i * n + k] * y[at + j * n + k];
        }
        if (i == j && !(sum > 0)) {
          throw new IllegalArgumentException(
              "cholesky: matrix "
                  + number
                  + " of the batch is not positive definite: pivot "
                  + i
                  + " is "
                  + sum);
        }
        y[at + i * n + j] = i == j ? Math.sqrt(sum) : sum / y[at + j * n + j];
      }
      Arrays.fill(y, at + i * n + i + 1, at + (i + 1) * n, 0);
    }
  }

  private static void substitute(
      double[] a, int n, boolean upper, boolean unit, double[] x, int at, int k) {
    for (int step = 0; step < n; step++) {
      int i = upper ? n - 1 - step : step;
      int from = upper ? i + 1 : 0;
      int to = upper ? n : i;
      for (int j = from; j < to; j++) {
        subtract(a[i * n + j], x, at + j * k, at + i * k, k);
      }
      if (!unit) {
        for (int c = 0; c < k; c++) {
          x[at + i * k + c] /= a[i * n + i];
        }
      }
    }
  }

  /// Row `to` minus `factor` times row `from`.
  private static void subtract(double factor, double[] x, int from, int to, int length) {
    for (int c = 0; c < length; c++) {
      x[to + c] -= factor * x[from + c];
    }
  }

  /// Eliminates below the diagonal, with the largest pivot of each column, in the right-hand side
  /// too.
  ///
  /// @return the sign of the row order; 0 if a pivot is 0
  private static int eliminate(double[] a, int n, double[] x, int at, int k) {
    int sign = 1;
    for (int i = 0; i < n; i++) {
      int pivot = i;
      for (int row = i + 1; row < n; row++) {
        pivot = Math.abs(a[row * n + i]) > Math.abs(a[pivot * n + i]) ? row : pivot;
      }
      if (a[pivot * n + i] == 0) {
        return 0;
      }
      if (pivot != i) {
        swap(a, i * n, pivot * n, n);
        swap(x, at + i * k, at + pivot * k, k);
        sign = -sign;
      }
      for (int row = i + 1; row < n; row++) {
        double factor = a[row * n + i] / a[i * n + i];
        if (factor != 0) {
          subtract(factor, a, i * n + i, row * n + i, n - i);
          subtract(factor, x, at + i * k, at + row * k, k);
        }
      }
    }
    return sign;
  }

  private static void swap(double[] x, int a, int b, int length) {
    for (int c = 0; c < length; c++) {
      double kept = x[a + c];
      x[a + c] = x[b + c];
      x[b + c] = kept;
    }
  }

  private static void solve(double[] a, int n, double[] x, int k, int number) {
    if (eliminate(a, n, x, number * n * k, k) == 0) {
      throw new IllegalArgumentException(
          "solve: matrix " + number + " of the batch is singular; it has no inverse");
    }
    substitute(a, n, true, false, x, number * n * k, k);
  }

  private static double determinant(double[] a, int n, LinearSolve.Determinant.Kind kind) {
    double sign = eliminate(a, n, new double[0], 0, 0);
    double product = sign;
    double log = sign == 0 ? Double.NEGATIVE_INFINITY : 0;
    for (int i = 0; i < n && sign != 0; i++) {
      double pivot = a[i * n + i];
      product *= pivot;
      log += Math.log(Math.abs(pivot));
      sign *= Math.signum(pivot);
    }
    return switch (kind) {
      case VALUE -> product;
      case LOG -> log;
      case SIGN -> sign;
    };
  }
}
