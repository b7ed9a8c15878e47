package kierkegrad.cpu.conv;

import java.util.Arrays;
import kierkegrad.cpu.machine.Machine;
import kierkegrad.cpu.machine.Threads;

/// Max pooling by plain loops, and the usual one of float32 in vectors.
public final class MaxPool {
  private MaxPool() {}

  /// The numbers of u at the places where the windows of x are largest; −∞ where a window has none.
  public static void select(PoolShape s, float[] x, int xo, float[] u, int uo, float[] y) {
    if (x == u && xo == uo && halves(s)) {
      Threads.parallel(s.planes(), s.grain(), (from, to) -> halve(s, x, xo, y, from, to));
      return;
    }
    Threads.parallel(
        s.planes(),
        s.grain(),
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            int base = plane * s.pixels();
            int out = plane * s.positions();
            for (int i = 0; i < s.height().positions(); i++) {
              for (int j = 0; j < s.width().positions(); j++) {
                int at = winner(s, x, xo + base, i, j);
                y[out++] = at < 0 ? Float.NEGATIVE_INFINITY : u[uo + base + at];
              }
            }
          }
        });
  }

  /// Each number of g added to where its window of x is largest, in y; 0 elsewhere.
  public static void gradient(PoolShape s, float[] x, int xo, float[] g, int go, float[] y) {
    if (halves(s)) {
      Threads.parallel(s.planes(), s.grain(), (from, to) -> unhalve(s, x, xo, g, go, y, from, to));
      return;
    }
    Threads.parallel(
        s.planes(),
        s.grain(),
        (from, to) -> {
          Arrays.fill(y, from * s.pixels(), to * s.pixels(), 0);
          for (int plane = from; plane < to; plane++) {
            int base = plane * s.pixels();
            int in = go + plane * s.positions();
            for (int i = 0; i < s.height().positions(); i++) {
              for (int j = 0; j < s.width().positions(); j++) {
                int at = winner(s, x, xo + base, i, j);
                if (at >= 0) {
                  y[base + at] += g[in];
                }
                in++;
              }
            }
          }
        });
  }

  /// Where a window is largest in its plane: the first place, but the last NaN; −1 if all of the
  /// window is padding.
  private static int winner(PoolShape s, float[] x, int base, int i, int j) {
    ConvShape.Axis height = s.height();
    ConvShape.Axis width = s.width();
    int best = -1;
    float most = 0;
    for (int kh = 0; kh < height.kernel(); kh++) {
      int row = height.at(i, kh);
      if (row < 0 || row >= height.size()) {
        continue;
      }
      for (int kw = 0; kw < width.kernel(); kw++) {
        int column = width.at(j, kw);
        if (column < 0 || column >= width.size()) {
          continue;
        }
        int at = row * width.size() + column;
        float value = x[base + at];
        if (best < 0 || value > most || Float.isNaN(value)) {
          best = at;
          most = value;
        }
      }
    }
    return best;
  }

  /// The numbers of u at the places where the windows of x are largest; −∞ where a window has none.
  public static void select(PoolShape s, double[] x, int xo, double[] u, int uo, double[] y) {
    Threads.parallel(
        s.planes(),
        s.grain(),
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            int base = plane * s.pixels();
            int out = plane * s.positions();
            for (int i = 0; i < s.height().positions(); i++) {
              for (int j = 0; j < s.width().positions(); j++) {
                int at = winner(s, x, xo + base, i, j);
                y[out++] = at < 0 ? Double.NEGATIVE_INFINITY : u[uo + base + at];
              }
            }
          }
        });
  }

  /// Each number of g added to where its window of x is largest, in y; 0 elsewhere.
  public static void gradient(PoolShape s, double[] x, int xo, double[] g, int go, double[] y) {
    Threads.parallel(
        s.planes(),
        s.grain(),
        (from, to) -> {
          Arrays.fill(y, from * s.pixels(), to * s.pixels(), 0);
          for (int plane = from; plane < to; plane++) {
            int base = plane * s.pixels();
            int in = go + plane * s.positions();
            for (int i = 0; i < s.height().positions(); i++) {
              for (int j = 0; j < s.width().positions(); j++) {
                int at = winner(s, x, xo + base, i, j);
                if (at >= 0) {
                  y[base + at] += g[in];
                }
                in++;
              }
            }
          }
        });
  }

  /// Where a window is largest in its plane: the first place, but the last NaN; −1 if all of the
  /// window is padding.
  private static int winner(PoolShape s, double[] x, int base, int i, int j) {
    ConvShape.Axis height = s.height();
    ConvShape.Axis width = s.width();
    int best = -1;
    double most = 0;
    for (int kh = 0; kh < height.kernel(); kh++) {
      int row = height.at(i, kh);
      if (row < 0 || row >= height.size()) {
        continue;
      }
      for (int kw = 0; kw < width.kernel(); kw++) {
        int column = width.at(j, kw);
        if (column < 0 || column >= width.size()) {
          continue;
        }
        int at = row * width.size() + column;
        double value = x[base + at];
        if (best < 0 || value > most || Double.isNaN(value)) {
          best = at;
          most = value;
        }
      }
    }
    return best;
  }

  /// Whether this is the usual pooling by squares of 2·2, wide enough for vectors.
  private static boolean halves(PoolShape s) {
    return Machine.hasVectors()
        && halves(s.height())
        && halves(s.width())
        && s.width().positions() >= VectorPool.RESULTS;
  }

  private static boolean halves(ConvShape.Axis axis) {
    return axis.kernel() == 2
        && axis.stride() == 2
        && axis.padding() == 0
        && axis.dilation() == 1
        && 2 * axis.positions() <= axis.size();
  }

  private static void halve(PoolShape s, float[] x, int xo, float[] y, int from, int to) {
    int wide = s.width().size();
    int n = s.width().positions();
    for (int plane = from; plane < to; plane++) {
      int base = xo + plane * s.pixels();
      for (int i = 0; i < s.height().positions(); i++) {
        int top = base + 2 * i * wide;
        int out = plane * s.positions() + i * n;
        if (!VectorPool.row(x, top, top + wide, n, y, out)) {
          for (int j = 0; j < n; j++) {
            y[out + j] = x[base + winner(s, x, base, i, j)];
          }
        }
      }
    }
  }

  private static void unhalve(
      PoolShape s, float[] x, int xo, float[] g, int go, float[] y, int from, int to) {
    int wide = s.width().size();
    int n = s.width().positions();
    boolean odd = wide % 2 != 0 || s.height().size() % 2 != 0;
    if (odd) {
      Arrays.fill(y, from * s.pixels(), to * s.pixels(), 0);
    }
    for (int plane = from; plane < to; plane++) {
      int base = plane * s.pixels();
      for (int i = 0; i < s.height().positions(); i++) {
        int top = base + 2 * i * wide;
        int in = go + plane * s.positions() + i * n;
        if (!VectorPool.gradientRow(x, xo + top, xo + top + wide, n, g, in, y, top, top + wide)) {
          Arrays.fill(y, top, top + 2 * n, 0);
          Arrays.fill(y, top + wide, top + wide + 2 * n, 0);
          for (int j = 0; j < n; j++) {
            y[base + winner(s, x, xo + base, i, j)] += g[in + j];
          }
        }
      }
    }
  }
}
