package kierkegrad.cpu.conv;

import java.util.Arrays;
import kierkegrad.cpu.machine.Threads;

/// Convolution and its gradients in float64 by plain loops over rows.
public final class PlainConv {
  private PlainConv() {}

  /// `y = x ∗ w`; y starts from what it holds.
  public static void forward(ConvShape s, double[] x, int xo, double[] w, int wo, double[] y) {
    int step = s.width().stride();
    Threads.parallel(
        s.images() * s.out(),
        1,
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            s.rows(
                plane / s.out(),
                plane % s.out(),
                (xi, yi, n, at) -> {
                  double factor = w[wo + at];
                  for (int j = 0; j < n; j++) {
                    y[yi + j] += factor * x[xo + xi + j * step];
                  }
                });
          }
        });
  }

  /// The gradient in x of `y = x ∗ w`, given that in y.
  public static void inputGradient(
      ConvShape s, double[] g, int go, double[] w, int wo, double[] x) {
    int step = s.width().stride();
    int image = s.in() * s.pixels();
    Threads.parallel(
        s.images(),
        1,
        (from, to) -> {
          Arrays.fill(x, from * image, to * image, 0);
          for (int plane = from * s.out(); plane < to * s.out(); plane++) {
            s.rows(
                plane / s.out(),
                plane % s.out(),
                (xi, yi, n, at) -> {
                  double factor = w[wo + at];
                  for (int j = 0; j < n; j++) {
                    x[xi + j * step] += factor * g[go + yi + j];
                  }
                });
          }
        });
  }

  /// The gradient in w of `y = x ∗ w`, given that in y.
  public static void weightGradient(
      ConvShape s, double[] x, int xo, double[] g, int go, double[] w) {
    int step = s.width().stride();
    int size = s.inPerGroup() * s.taps();
    Threads.parallel(
        s.out(),
        1,
        (from, to) -> {
          Arrays.fill(w, from * size, to * size, 0);
          for (int image = 0; image < s.images(); image++) {
            for (int o = from; o < to; o++) {
              s.rows(
                  image,
                  o,
                  (xi, yi, n, at) -> {
                    double sum = 0;
                    for (int j = 0; j < n; j++) {
                      sum += x[xo + xi + j * step] * g[go + yi + j];
                    }
                    w[at] += sum;
                  });
            }
          }
        });
  }
}
