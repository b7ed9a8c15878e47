package kierkegrad.cpu.conv;

import java.util.Arrays;
import kierkegrad.cpu.machine.Threads;

/// Average pooling by plain loops.
public final class AveragePool {
  private AveragePool() {}

  /// The mean of each window.
  public static void forward(PoolShape s, boolean countPadding, float[] x, int xo, float[] y) {
    Threads.parallel(
        s.planes(),
        s.grain(),
        (from, to) -> {
          int out = from * s.positions();
          for (int plane = from; plane < to; plane++) {
            int base = xo + plane * s.pixels();
            for (int i = 0; i < s.height().positions(); i++) {
              int top = first(s.height(), i);
              int bottom = end(s.height(), i);
              for (int j = 0; j < s.width().positions(); j++) {
                int left = first(s.width(), j);
                int right = end(s.width(), j);
                float sum = 0;
                for (int kh = top; kh < bottom; kh++) {
                  int row = base + s.height().at(i, kh) * s.width().size();
                  for (int kw = left; kw < right; kw++) {
                    sum += x[row + s.width().at(j, kw)];
                  }
                }
                y[out++] = sum / count(s, countPadding, i, j);
              }
            }
          }
        });
  }

  /// Each number of g, divided by the count, added to its whole window.
  public static void gradient(PoolShape s, boolean countPadding, float[] g, int go, float[] x) {
    Threads.parallel(
        s.planes(),
        s.grain(),
        (from, to) -> {
          Arrays.fill(x, from * s.pixels(), to * s.pixels(), 0);
          int in = go + from * s.positions();
          for (int plane = from; plane < to; plane++) {
            int base = plane * s.pixels();
            for (int i = 0; i < s.height().positions(); i++) {
              int top = first(s.height(), i);
              int bottom = end(s.height(), i);
              for (int j = 0; j < s.width().positions(); j++) {
                int left = first(s.width(), j);
                int right = end(s.width(), j);
                float share = g[in++] / count(s, countPadding, i, j);
                for (int kh = top; kh < bottom; kh++) {
                  int row = base + s.height().at(i, kh) * s.width().size();
                  for (int kw = left; kw < right; kw++) {
                    x[row + s.width().at(j, kw)] += share;
                  }
                }
              }
            }
          }
        });
  }

  /// The mean of each window.
  public static void forward(PoolShape s, boolean countPadding, double[] x, int xo, double[] y) {
    Threads.parallel(
        s.planes(),
        s.grain(),
        (from, to) -> {
          int out = from * s.positions();
          for (int plane = from; plane < to; plane++) {
            int base = xo + plane * s.pixels();
            for (int i = 0; i < s.height().positions(); i++) {
              int top = first(s.height(), i);
              int bottom = end(s.height(), i);
              for (int j = 0; j < s.width().positions(); j++) {
                int left = first(s.width(), j);
                int right = end(s.width(), j);
                double sum = 0;
                for (int kh = top; kh < bottom; kh++) {
                  int row = base + s.height().at(i, kh) * s.width().size();
                  for (int kw = left; kw < right; kw++) {
                    sum += x[row + s.width().at(j, kw)];
                  }
                }
                y[out++] = sum / count(s, countPadding, i, j);
              }
            }
          }
        });
  }

  /// Each number of g, divided by the count, added to its whole window.
  public static void gradient(PoolShape s, boolean countPadding, double[] g, int go, double[] x) {
    Threads.parallel(
        s.planes(),
        s.grain(),
        (from, to) -> {
          Arrays.fill(x, from * s.pixels(), to * s.pixels(), 0);
          int in = go + from * s.positions();
          for (int plane = from; plane < to; plane++) {
            int base = plane * s.pixels();
            for (int i = 0; i < s.height().positions(); i++) {
              int top = first(s.height(), i);
              int bottom = end(s.height(), i);
              for (int j = 0; j < s.width().positions(); j++) {
                int left = first(s.width(), j);
                int right = end(s.width(), j);
                double share = g[in++] / count(s, countPadding, i, j);
                for (int kh = top; kh < bottom; kh++) {
                  int row = base + s.height().at(i, kh) * s.width().size();
                  for (int kw = left; kw < right; kw++) {
                    x[row + s.width().at(j, kw)] += share;
                  }
                }
              }
            }
          }
        });
  }

  /// The first element of a window at position `i` that is in the image.
  private static int first(ConvShape.Axis axis, int i) {
    return Math.max(0, Math.ceilDiv(-axis.at(i, 0), axis.dilation()));
  }

  /// The element behind the last one that is in the image.
  private static int end(ConvShape.Axis axis, int i) {
    return until(axis, i, axis.size());
  }

  private static int until(ConvShape.Axis axis, int i, int limit) {
    return Math.clamp(Math.ceilDiv(limit - axis.at(i, 0), axis.dilation()), 0, axis.kernel());
  }

  /// What the sum is divided by; 1 if the window is empty.
  private static int count(PoolShape s, boolean countPadding, int i, int j) {
    return Math.max(1, count(s.height(), countPadding, i) * count(s.width(), countPadding, j));
  }

  private static int count(ConvShape.Axis axis, boolean countPadding, int i) {
    return countPadding
        ? until(axis, i, axis.size() + axis.padding())
        : Math.max(0, end(axis, i) - first(axis, i));
  }
}
