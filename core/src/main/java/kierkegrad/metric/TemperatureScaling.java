package kierkegrad.metric;

import kierkegrad.check.Require;

/// One number that makes probabilities honest: logits z become softmax(z / T) (Guo et al., *On
/// calibration of modern neural networks*, 2017). T > 1 makes a network less sure of itself, T < 1
/// more; which class is the most probable stays as it is.
///
/// @param temperature T
/// @param logLossBefore the mean of −ln softmax(z) of the true classes
/// @param logLossAfter the mean of −ln softmax(z / T) of the true classes
/// @param before how honest the probabilities were
/// @param after how honest they are with T, on the same rows
public record TemperatureScaling(
    double temperature,
    double logLossBefore,
    double logLossAfter,
    Calibration before,
    Calibration after) {
  private static final String NAME = "temperature scaling";

  /// Temperatures are sought between 1/100 and 100.
  private static final double LIMIT = 100;

  private static final int STEPS = 200;
  private static final int BINS = 15;

  /// The temperature that minimises the log loss of held-out rows, which the network was not
  /// trained with.
  ///
  /// In β = 1/T the mean log loss `ln Σ exp(β·z) − β·z_true` is convex. Its slope, `Σ p·z −
  /// z_true`, is brought to zero by Newton's method with the curvature `Σ p·z² − (Σ p·z)²`, in
  /// double precision; a step that leaves the bracket of the sign change becomes a bisection. If
  /// every row is right there is no minimum (the surer the better), and T stays 1.
  ///
  /// @param logits `[rows][classes]`
  /// @param truth the class number of every row
  /// @throws IllegalArgumentException if there are no rows
  public static TemperatureScaling fit(double[][] logits, int[] truth) {
    Require.sameLength(NAME, logits.length, truth.length);
    if (truth.length == 0) {
      throw new IllegalArgumentException(NAME + ": there are no held-out rows; hold some out");
    }
    double[][] plain = probabilities(logits, 1);
    double temperature = allRight(logits, truth) ? 1 : 1 / inverse(logits, truth);
    double[][] scaled = probabilities(logits, temperature);
    return new TemperatureScaling(
        temperature,
        Metrics.logLoss(plain, truth),
        Metrics.logLoss(scaled, truth),
        Calibration.of(plain, truth, BINS),
        Calibration.of(scaled, truth, BINS));
  }

  /// softmax(z / T) of every row.
  public static double[][] probabilities(double[][] logits, double temperature) {
    Require.positive(NAME, "temperature", temperature);
    double[][] all = new double[logits.length][];
    for (int i = 0; i < all.length; i++) {
      all[i] = softmax(logits[i], 1 / temperature);
    }
    return all;
  }

  private static boolean allRight(double[][] logits, int[] truth) {
    for (int i = 0; i < truth.length; i++) {
      if (Metrics.argmax(logits[i]) != truth[i]) {
        return false;
      }
    }
    return true;
  }

  private static double inverse(double[][] logits, int[] truth) {
    double low = 1 / LIMIT;
    double high = LIMIT;
    double beta = 1;
    for (int step = 0; step < STEPS; step++) {
      double slope = 0;
      double curvature = 0;
      for (int i = 0; i < truth.length; i++) {
        double[] z = logits[i];
        double[] p = softmax(z, beta);
        double mean = 0;
        for (int c = 0; c < z.length; c++) {
          mean += p[c] * z[c];
        }
        for (int c = 0; c < z.length; c++) {
          curvature += p[c] * (z[c] - mean) * (z[c] - mean);
        }
        slope += mean - z[truth[i]];
      }
      low = slope < 0 ? beta : low;
      high = slope > 0 ? beta : high;
      double next = beta - slope / curvature;
      // The negation also catches the NaN of a curvature of zero.
      next = !(next > low && next < high) ? Math.sqrt(low * high) : next;
      if (slope == 0 || Math.abs(next - beta) <= 1e-12 * beta) {
        return next;
      }
      beta = next;
    }
    return beta;
  }

  private static double[] softmax(double[] z, double beta) {
    double largest = z[Metrics.argmax(z)];
    double[] p = new double[z.length];
    double sum = 0;
    for (int c = 0; c < z.length; c++) {
      p[c] = Math.exp(beta * (z[c] - largest));
      sum += p[c];
    }
    for (int c = 0; c < z.length; c++) {
      p[c] /= sum;
    }
    return p;
  }
}
