package kierkegrad.cpu.loops;

/// [SoftmaxLoops] in double.
public final class PlainSoftmax {
  private PlainSoftmax() {}

  /// Softmax, or its logarithm, of rows that lie one behind another.
  public static void softmax(
      double[] x, int at, double[] y, int to, int rows, int n, boolean logarithm) {
    for (int row = 0; row < rows; row++) {
      int in = at + row * n;
      int out = to + row * n;
      double largest = largest(x, in, n);
      double sum = 0;
      for (int i = 0; i < n; i++) {
        y[out + i] = Math.exp(x[in + i] - largest);
        sum += y[out + i];
      }
      double log = Math.log(sum);
      for (int i = 0; i < n; i++) {
        y[out + i] = logarithm ? x[in + i] - largest - log : y[out + i] / sum;
      }
    }
  }

  /// `−ln softmax(x)ₜ` of one row.
  public static double loss(double[] x, int at, int n, int t) {
    double largest = largest(x, at, n);
    double sum = 0;
    for (int i = at; i < at + n; i++) {
      sum += Math.exp(x[i] - largest);
    }
    return Math.log(sum) - (x[at + t] - largest);
  }

  /// `(softmax(x) − onehot(t)) · g` of one row.
  public static void lossGradient(double[] x, int at, int n, int t, double g, double[] y, int to) {
    softmax(x, at, y, to, 1, n, false);
    for (int i = 0; i < n; i++) {
      y[to + i] = (i == t ? y[to + i] - 1 : y[to + i]) * g;
    }
  }

  private static double largest(double[] x, int at, int n) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = at; i < at + n; i++) {
      largest = Math.max(largest, x[i]);
    }
    return largest;
  }
}
