package kierkegrad.cpu.loops;

import java.util.Arrays;
import kierkegrad.cpu.machine.Scratch;

/// The loops as their formulas say.
class PlainUpdates implements UpdateLoops {
  static final int SUMS = 16;

  private static final Scratch PARTIAL = new Scratch();

  @Override
  public void descend(float[] p, float[] g, int from, int to, float rate, float decay) {
    if (decay == 0) {
      for (int i = from; i < to; i++) {
        p[i] -= rate * g[i];
      }
    } else {
      for (int i = from; i < to; i++) {
        p[i] -= rate * (g[i] + decay * p[i]);
      }
    }
  }

  @Override
  public void descend(double[] p, double[] g, int from, int to, double rate, double decay) {
    if (decay == 0) {
      for (int i = from; i < to; i++) {
        p[i] -= rate * g[i];
      }
    } else {
      for (int i = from; i < to; i++) {
        p[i] -= rate * (g[i] + decay * p[i]);
      }
    }
  }

  @Override
  public void momentum(
      float[] p,
      float[] g,
      float[] v,
      int from,
      int to,
      float rate,
      float decay,
      float momentum,
      float share,
      boolean nesterov) {
    for (int i = from; i < to; i++) {
      float slope = decay == 0 ? g[i] : g[i] + decay * p[i];
      float speed = flushed(momentum * v[i] + share * slope);
      v[i] = speed;
      p[i] -= rate * (nesterov ? slope + momentum * speed : speed);
    }
  }

  @Override
  public void momentum(
      double[] p,
      double[] g,
      double[] v,
      int from,
      int to,
      double rate,
      double decay,
      double momentum,
      double share,
      boolean nesterov) {
    for (int i = from; i < to; i++) {
      double slope = decay == 0 ? g[i] : g[i] + decay * p[i];
      double speed = flushed(momentum * v[i] + share * slope);
      v[i] = speed;
      p[i] -= rate * (nesterov ? slope + momentum * speed : speed);
    }
  }

  @Override
  public void adam(
      float[] p, float[] g, float[] m, float[] v, float[] w, int from, int to, AdamStep step) {
    float beta1 = (float) step.rule().beta1();
    float rest1 = (float) (1 - step.rule().beta1());
    float beta2 = (float) step.rule().beta2();
    float rest2 = (float) (1 - step.rule().beta2());
    float eps = (float) step.rule().eps();
    float scale = (float) step.scale();
    float root = (float) step.root();
    float decay = (float) step.decay();
    float shrink = (float) step.shrink();
    boolean amsgrad = step.rule().amsgrad();
    for (int i = from; i < to; i++) {
      float slope = decay == 0 ? g[i] : g[i] + decay * p[i];
      float first = flushed(beta1 * m[i] + rest1 * slope);
      float second = flushed(beta2 * v[i] + rest2 * (slope * slope));
      m[i] = first;
      v[i] = second;
      if (amsgrad) {
        second = Math.max(w[i], second);
        w[i] = second;
      }
      float size = (float) Math.sqrt(second) * root + eps;
      p[i] = shrink * p[i] - scale * (first / size);
    }
  }

  @Override
  public void adam(
      double[] p, double[] g, double[] m, double[] v, double[] w, int from, int to, AdamStep step) {
    double beta1 = step.rule().beta1();
    double rest1 = 1 - step.rule().beta1();
    double beta2 = step.rule().beta2();
    double rest2 = 1 - step.rule().beta2();
    double eps = step.rule().eps();
    double scale = step.scale();
    double root = step.root();
    double decay = step.decay();
    double shrink = step.shrink();
    boolean amsgrad = step.rule().amsgrad();
    for (int i = from; i < to; i++) {
      double slope = decay == 0 ? g[i] : g[i] + decay * p[i];
      double first = flushed(beta1 * m[i] + rest1 * slope);
      double second = flushed(beta2 * v[i] + rest2 * (slope * slope));
      m[i] = first;
      v[i] = second;
      if (amsgrad) {
        second = Math.max(w[i], second);
        w[i] = second;
      }
      double size = Math.sqrt(second) * root + eps;
      p[i] = shrink * p[i] - scale * (first / size);
    }
  }

  @Override
  public double squares(float[] x, int from, int to) {
    double[] sums = sums();
    for (int i = from; i < to; i++) {
      double value = x[i];
      sums[(i - from) % SUMS] += value * value;
    }
    return total(sums);
  }

  @Override
  public double squares(double[] x, int from, int to) {
    double[] sums = sums();
    for (int i = from; i < to; i++) {
      sums[(i - from) % SUMS] += x[i] * x[i];
    }
    return total(sums);
  }

  /// As many zeros.
  static double[] sums() {
    double[] sums = PARTIAL.doubles(SUMS);
    Arrays.fill(sums, 0, SUMS, 0);
    return sums;
  }

  /// Adds up in halves, over the array itself.
  static double total(double[] sums) {
    for (int half = SUMS / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        sums[i] += sums[i + half];
      }
    }
    return sums[0];
  }

  @Override
  public void scale(float[] x, float[] y, int from, int to, float factor) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] * factor;
    }
  }

  @Override
  public void scale(double[] x, double[] y, int from, int to, double factor) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] * factor;
    }
  }

  private static float flushed(float x) {
    return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
  }

  private static double flushed(double x) {
    return Math.abs(x) < Double.MIN_NORMAL ? 0 : x;
  }
}
