package kierkegrad.cpu.loops;

import java.util.function.DoubleUnaryOperator;
import kierkegrad.op.Gelu;
import kierkegrad.op.Unary;

/// GELU and its slope in double: the definition, and the reference for the faster kernel.
public final class PlainGelu {
  private static final DoubleUnaryOperator ERF = Unary.ERF.function();
  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

  private PlainGelu() {}

  /// y = x·Φ(x), or its approximation by tanh.
  public static void value(boolean tanh, double[] x, double[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] * (tanh ? 0.5 * (1 + Math.tanh(u(x[i]))) : distribution(x[i]));
    }
  }

  /// y = g times the slope at x.
  public static void gradient(boolean tanh, double[] g, double[] x, double[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = g[i] * (tanh ? slopeByTanh(x[i]) : slope(x[i]));
    }
  }

  private static double distribution(double x) {
    return 0.5 * (1 + ERF.applyAsDouble(x * Math.sqrt(0.5)));
  }

  private static double slope(double x) {
    return distribution(x) + x * DENSITY * Math.exp(-0.5 * x * x);
  }

  private static double u(double x) {
    return Gelu.FACTOR * (x + Gelu.CUBIC * x * x * x);
  }

  private static double slopeByTanh(double x) {
    double t = Math.tanh(u(x));
    double du = Gelu.FACTOR * (1 + 3 * Gelu.CUBIC * x * x);
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * du;
  }
}
