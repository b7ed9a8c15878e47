package kierkegrad.cpu.conv;

import java.util.Arrays;
import kierkegrad.cpu.machine.Threads;

/// Max pooling by plain loops.
public final class MaxPool {
  private MaxPool() {}

  /// The numbers of u at the places where the windows of x are largest; −∞ where a window has none.
  public static void select(PoolShape s, float[] x, int xo, float[] u, int uo, float[] y) {
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
}
