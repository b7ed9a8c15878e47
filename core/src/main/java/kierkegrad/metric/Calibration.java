package kierkegrad.metric;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.check.Require;

/// Whether predictions made with a confidence of, say, 80 % are right in 80 % of the cases (Guo et
/// al., *On calibration of modern neural networks*, 2017).
///
/// @param bins rows by confidence, in equal intervals of (0, 1]; empty ones too
public record Calibration(List<Bin> bins) {
  private static final int USUAL_BINS = 15;

  /// The rows whose confidence lies in an interval.
  ///
  /// @param count how many rows there are
  /// @param confidence their mean confidence; NaN without rows
  /// @param accuracy the share of them that is right; NaN without rows
  public record Bin(long count, double confidence, double accuracy) {
    /// How far confidence and accuracy lie apart; 0 without rows.
    public double gap() {
      return count == 0 ? 0 : Math.abs(accuracy - confidence);
    }
  }

  /// In 15 bins.
  public static Calibration of(double[] confidences, boolean[] right) {
    return of(confidences, right, USUAL_BINS);
  }

  /// Of each row's confidence, the probability of the predicted class, and whether it was right.
  ///
  /// @throws IllegalArgumentException if a confidence is not from 0 to 1
  public static Calibration of(double[] confidences, boolean[] right, int bins) {
    Require.sameLength("calibration", confidences.length, right.length);
    if (bins < 1) {
      throw new IllegalArgumentException("calibration: " + bins + " bins; use 1 or more");
    }
    long[] counts = new long[bins];
    double[] sums = new double[bins];
    long[] hits = new long[bins];
    for (int i = 0; i < confidences.length; i++) {
      Require.probability("calibration", "confidence", confidences[i]);
      int bin = Math.max(0, (int) Math.ceil(confidences[i] * bins) - 1);
      counts[bin]++;
      sums[bin] += confidences[i];
      hits[bin] += right[i] ? 1 : 0;
    }
    List<Bin> filled = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      filled.add(new Bin(counts[b], sums[b] / counts[b], (double) hits[b] / counts[b]));
    }
    return new Calibration(List.copyOf(filled));
  }

  /// Of probabilities `[rows][classes]` and class numbers.
  public static Calibration of(double[][] probabilities, int[] truth, int bins) {
    Require.sameLength("calibration", probabilities.length, truth.length);
    double[] confidences = new double[truth.length];
    boolean[] right = new boolean[truth.length];
    for (int i = 0; i < truth.length; i++) {
      int best = Metrics.argmax(probabilities[i]);
      confidences[i] = probabilities[i][best];
      right[i] = best == truth[i];
    }
    return of(confidences, right, bins);
  }

  /// The expected calibration error: the mean gap of the rows; NaN of nothing.
  public double expectedError() {
    long rows = bins.stream().mapToLong(Bin::count).sum();
    return bins.stream().mapToDouble(bin -> bin.gap() * bin.count()).sum() / rows;
  }

  /// The maximum calibration error: the largest gap of a bin.
  public double maximumError() {
    return bins.stream().mapToDouble(Bin::gap).max().orElse(0);
  }
}
