package kierkegrad.landscape;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations: as accurate as
/// it gets, and a few dozen lines.
final class Eigen {
  private static final int SWEEPS = 60;

  private final int n;
  private final double[] a;
  private final double[] vectors;
  private final List<Integer> order;

  private Eigen(double[] matrix, int n) {
    this.n = n;
    this.a = matrix.clone();
    this.vectors = new double[n * n];
    for (int i = 0; i < n; i++) {
      vectors[i * n + i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS && outside() > 0; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(p, q);
        }
      }
    }
    this.order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -a[i * n + i]))
            .toList();
  }

  /// @param matrix row by row
  static Eigen of(double[] matrix, int n) {
    return new Eigen(matrix, n);
  }

  /// The size of what is not on the diagonal; 0 if that changes nothing any more.
  private double outside() {
    double sum = 0;
    double diagonal = 0;
    for (int i = 0; i < n; i++) {
      diagonal += a[i * n + i] * a[i * n + i];
      for (int j = 0; j < i; j++) {
        sum += a[i * n + j] * a[i * n + j];
      }
    }
    return sum > diagonal * 1e-34 ? sum : 0;
  }

  /// Turns the plane of p and q so that the entry at both becomes 0.
  private void rotate(int p, int q) {
    double off = a[p * n + q];
    if (off == 0) {
      return;
    }
    double theta = (a[q * n + q] - a[p * n + p]) / (2 * off);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < n; k++) {
      turn(a, k * n + p, k * n + q, c, s);
    }
    for (int k = 0; k < n; k++) {
      turn(a, p * n + k, q * n + k, c, s);
      turn(vectors, k * n + p, k * n + q, c, s);
    }
  }

  private static void turn(double[] x, int i, int j, double c, double s) {
    double first = c * x[i] - s * x[j];
    x[j] = s * x[i] + c * x[j];
    x[i] = first;
  }

  /// The eigenvalue of that rank, the largest first; one that rounding made negative is 0.
  double value(int rank) {
    int i = order.get(rank);
    return Math.max(0, a[i * n + i]);
  }

  /// The sum of all.
  double sum() {
    return IntStream.range(0, n).mapToDouble(this::value).sum();
  }

  /// The eigenvector of that rank, as long as the root of its value.
  double[] coordinates(int rank) {
    int column = order.get(rank);
    double length = Math.sqrt(value(rank));
    return IntStream.range(0, n).mapToDouble(row -> length * vectors[row * n + column]).toArray();
  }
}
