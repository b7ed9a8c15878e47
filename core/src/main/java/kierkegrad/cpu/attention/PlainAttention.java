package kierkegrad.cpu.attention;

/// Attention of one head in double: the definition, and the reference for the faster kernel.
public final class PlainAttention {
  private PlainAttention() {}

  /// `y = softmax(scale·q·kᵀ)·v` for heads `from` to `to − 1`.
  ///
  /// @param x the arrays of q, k and v
  /// @param at where their heads lie
  public static void forward(
      Sizes sizes, double[][] x, Heads[] at, double[] y, Heads to, int first, int last) {
    double[] p = new double[sizes.t()];
    for (int head = first; head < last; head++) {
      for (int i = 0; i < sizes.s(); i++) {
        int seen = weights(sizes, x[0], at[0], x[1], at[1], head, i, p);
        int row = to.row(head, i);
        for (int c = 0; c < sizes.d(); c++) {
          double sum = 0;
          for (int j = 0; j < seen; j++) {
            sum += p[j] * x[2][at[2].row(head, j) + c];
          }
          y[row + c] = sum;
        }
      }
    }
  }

  /// The gradients in q, k and v for heads `first` to `last − 1`.
  ///
  /// @param x the arrays of g = dC/dY, q, k and v
  /// @param at where their heads lie
  /// @param out takes all three gradients
  /// @param to where their heads lie
  public static void backward(
      Sizes sizes, double[][] x, Heads[] at, double[] out, Heads[] to, int first, int last) {
    int d = sizes.d();
    double[] p = new double[sizes.t()];
    double[] dp = new double[sizes.t()];
    for (int head = first; head < last; head++) {
      for (int j = 0; j < sizes.t(); j++) {
        for (int c = 0; c < d; c++) {
          out[to[1].row(head, j) + c] = 0;
          out[to[2].row(head, j) + c] = 0;
        }
      }
      for (int i = 0; i < sizes.s(); i++) {
        int seen = weights(sizes, x[1], at[1], x[2], at[2], head, i, p);
        int g = at[0].row(head, i);
        double sum = 0;
        for (int j = 0; j < seen; j++) {
          double dot = 0;
          for (int c = 0; c < d; c++) {
            dot += x[0][g + c] * x[3][at[3].row(head, j) + c];
            out[to[2].row(head, j) + c] += p[j] * x[0][g + c];
          }
          dp[j] = dot;
          sum += p[j] * dot;
        }
        for (int c = 0; c < d; c++) {
          double dq = 0;
          for (int j = 0; j < seen; j++) {
            double ds = p[j] * (dp[j] - sum) * sizes.scale();
            dq += ds * x[2][at[2].row(head, j) + c];
            out[to[1].row(head, j) + c] += ds * x[1][at[1].row(head, i) + c];
          }
          out[to[0].row(head, i) + c] = dq;
        }
      }
    }
  }

  /// The weights of a row, and how many it sees.
  private static int weights(
      Sizes sizes, double[] q, Heads qs, double[] k, Heads ks, int head, int i, double[] p) {
    int seen = sizes.causal() ? Math.min(i + 1, sizes.t()) : sizes.t();
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < seen; j++) {
      double dot = 0;
      for (int c = 0; c < sizes.d(); c++) {
        dot += q[qs.row(head, i) + c] * k[ks.row(head, j) + c];
      }
      p[j] = dot * sizes.scale();
      largest = Math.max(largest, p[j]);
    }
    double sum = 0;
    for (int j = 0; j < seen; j++) {
      p[j] = Math.exp(p[j] - largest);
      sum += p[j];
    }
    for (int j = 0; j < seen; j++) {
      p[j] /= sum;
    }
    return seen;
  }
}
