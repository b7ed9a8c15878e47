package kierkegrad.nn.init;

import kierkegrad.random.Generator;
import kierkegrad.random.Sampling;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Random orthogonal matrices by reflections (Householder, 1958), computed in double.
final class Orthogonal {
  /// The columns of the matrix, at least as long as there are many.
  private final double[][] columns;

  /// What the columns became on the diagonal of R.
  private final double[] diagonal;

  private Orthogonal(double[][] columns) {
    this.columns = columns;
    this.diagonal = new double[columns.length];
  }

  static Tensor draw(Generator generator, DType type, Shape shape, double gain) {
    if (shape.rank() < 2) {
      throw new ShapeException(
          "init: orthogonal makes matrices, not " + shape + "; use a shape [out, in, …]");
    }
    if (shape.elements() == 0) {
      return Tensor.zeros(type, shape);
    }
    int rows = shape.size(0);
    int width = shape.elements() / rows;
    double[] drawn = Sampling.normal(generator, type, shape, 0, 1).toDoubleArray();
    boolean wide = rows < width;
    double[][] columns = new double[wide ? rows : width][wide ? width : rows];
    for (int i = 0; i < drawn.length; i++) {
      columns[wide ? i / width : i % width][wide ? i % width : i / width] = drawn[i];
    }
    double[][] q = new Orthogonal(columns).q();
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = q[wide ? i / width : i % width][wide ? i % width : i / width];
    }
    return Tensor.of(drawn, drawn.length).to(type).mul(gain).reshape(shape);
  }

  private double[][] q() {
    for (int k = 0; k < columns.length; k++) {
      reflectColumn(k);
      for (int j = k + 1; j < columns.length; j++) {
        reflect(columns[k], k, columns[j]);
      }
    }
    double[][] q = new double[columns.length][columns[0].length];
    for (int j = 0; j < q.length; j++) {
      q[j][j] = Math.signum(diagonal[j]);
      for (int k = j; k >= 0; k--) {
        reflect(columns[k], k, q[j]);
      }
    }
    return q;
  }

  /// Puts in place of column k, from the diagonal on, the unit vector v whose reflection `1 −
  /// 2·v·vᵀ` brings it onto the diagonal; zeros if it is there already.
  private void reflectColumn(int k) {
    double[] x = columns[k];
    double length = length(x, k);
    double head = x[k];
    boolean reflects = k + 1 < x.length && length > 0;
    diagonal[k] = reflects && head > 0 ? -length : reflects ? length : head;
    if (!reflects) {
      x[k] = 0;
      return;
    }
    x[k] = head - diagonal[k];
    double norm = length(x, k);
    for (int i = k; i < x.length; i++) {
      x[i] /= norm;
    }
  }

  private static double length(double[] x, int from) {
    double sum = 0;
    for (int i = from; i < x.length; i++) {
      sum += x[i] * x[i];
    }
    return Math.sqrt(sum);
  }

  private static void reflect(double[] v, int from, double[] x) {
    double along = 0;
    for (int i = from; i < x.length; i++) {
      along += v[i] * x[i];
    }
    for (int i = from; i < x.length; i++) {
      x[i] -= 2 * along * v[i];
    }
  }
}
