package kierkegrad.cpu.loops;

/// Normalisation in double: the definition, and the reference for the faster kernel.
///
/// What is normalised together is a *group*: `count` runs of `length` elements that lie next to one
/// another, the runs `stride` apart. A row of layer norm is one run; a channel of batch norm is one
/// run per example.
public final class PlainNorms {
  private PlainNorms() {}

  /// Mean and 1/√(σ² + ε) of a group, into `stats[0]` and `stats[1]`.
  static void stats(
      double[] x, int start, int count, int length, int stride, double eps, double[] stats) {
    double sum = 0;
    for (int run = 0; run < count; run++) {
      for (int i = 0; i < length; i++) {
        sum += x[start + run * stride + i];
      }
    }
    double mean = sum / ((double) count * length);
    double squares = 0;
    for (int run = 0; run < count; run++) {
      for (int i = 0; i < length; i++) {
        double d = x[start + run * stride + i] - mean;
        squares += d * d;
      }
    }
    stats[0] = mean;
    stats[1] = 1 / Math.sqrt(squares / ((double) count * length) + eps);
  }

  /// Rows `from` to `to − 1` of layer norm: `y = (x − μ)·r·w + b` over rows of n.
  public static void rows(
      double[] x, double[] w, double[] b, double[] y, int n, double eps, int from, int to) {
    double[] stats = new double[2];
    for (int row = from; row < to; row++) {
      stats(x, row * n, 1, n, n, eps, stats);
      for (int i = 0; i < n; i++) {
        y[row * n + i] = (x[row * n + i] - stats[0]) * stats[1] * w[i] + b[i];
      }
    }
  }

  /// The gradient of [#rows]: in x into `d`, and in w and b added to `sums` from `at` on, w before
  /// b.
  public static void rowsGradient(
      double[] g,
      double[] x,
      double[] w,
      double[] d,
      double[] sums,
      int at,
      int n,
      double eps,
      int from,
      int to) {
    double[] stats = new double[2];
    for (int row = from; row < to; row++) {
      int start = row * n;
      stats(x, start, 1, n, n, eps, stats);
      double all = 0;
      double along = 0;
      for (int i = 0; i < n; i++) {
        double h = g[start + i] * w[i];
        double normal = (x[start + i] - stats[0]) * stats[1];
        all += h;
        along += h * normal;
        sums[at + i] += g[start + i] * normal;
        sums[at + n + i] += g[start + i];
      }
      for (int i = 0; i < n; i++) {
        double normal = (x[start + i] - stats[0]) * stats[1];
        d[start + i] = stats[1] * (g[start + i] * w[i] - all / n - normal * along / n);
      }
    }
  }

  /// Channels `from` to `to − 1` of batch norm: x is `[batch, channels, length]`.
  public static void channels(
      double[] x,
      double[] w,
      double[] b,
      double[] y,
      int batch,
      int channels,
      int length,
      double eps,
      int from,
      int to) {
    double[] stats = new double[2];
    int stride = channels * length;
    for (int c = from; c < to; c++) {
      stats(x, c * length, batch, length, stride, eps, stats);
      for (int run = 0; run < batch; run++) {
        int start = run * stride + c * length;
        for (int i = start; i < start + length; i++) {
          y[i] = (x[i] - stats[0]) * stats[1] * w[c] + b[c];
        }
      }
    }
  }

  /// The gradient of [#channels]: in x from the start of `d` on, and in w and b behind it.
  public static void channelsGradient(
      double[] g,
      double[] x,
      double[] w,
      double[] d,
      int batch,
      int channels,
      int length,
      double eps,
      int from,
      int to) {
    double[] stats = new double[2];
    int stride = channels * length;
    int n = batch * length;
    for (int c = from; c < to; c++) {
      stats(x, c * length, batch, length, stride, eps, stats);
      double all = 0;
      double along = 0;
      for (int run = 0; run < batch; run++) {
        int start = run * stride + c * length;
        for (int i = start; i < start + length; i++) {
          all += g[i];
          along += g[i] * (x[i] - stats[0]) * stats[1];
        }
      }
      for (int run = 0; run < batch; run++) {
        int start = run * stride + c * length;
        for (int i = start; i < start + length; i++) {
          double normal = (x[i] - stats[0]) * stats[1];
          d[i] = stats[1] * w[c] * (g[i] - all / n - normal * along / n);
        }
      }
      d[batch * stride + c] = along;
      d[batch * stride + channels + c] = all;
    }
  }
}
