package kierkegrad.metric;

import java.util.Arrays;
import kierkegrad.check.Require;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// How far predicted numbers lie from the true ones.
///
/// @param count how many there are
/// @param mse the mean squared error
/// @param mae the mean absolute error
/// @param medianAbsoluteError the median of the absolute errors
/// @param maxError the largest absolute error
/// @param r2 the coefficient of determination, `1 − Σ(y − ŷ)²/Σ(y − ȳ)²`: 1 is perfect, 0 no better
///   than the mean. If the true numbers are all equal, 1 if the predictions are right, else 0; NaN
///   of fewer than two
public record Regression(
    long count, double mse, double mae, double medianAbsoluteError, double maxError, double r2) {
  /// Of predictions and truth.
  public static Regression of(double[] predictions, double[] truth) {
    Require.sameLength("regression", predictions.length, truth.length);
    int n = truth.length;
    double[] errors = new double[n];
    double mean = Arrays.stream(truth).sum() / n;
    double squares = 0;
    double spread = 0;
    for (int i = 0; i < n; i++) {
      errors[i] = Math.abs(truth[i] - predictions[i]);
      squares += errors[i] * errors[i];
      spread += (truth[i] - mean) * (truth[i] - mean);
    }
    Arrays.sort(errors);
    double median = n == 0 ? Double.NaN : (errors[(n - 1) / 2] + errors[n / 2]) / 2;
    double largest = n == 0 ? Double.NaN : errors[n - 1];
    return new Regression(
        n, squares / n, Arrays.stream(errors).sum() / n, median, largest, r2(n, squares, spread));
  }

  /// Of tensors with as many elements.
  public static Regression of(Tensor predictions, Tensor truth) {
    return of(
        predictions.detach().to(DType.F64).toDoubleArray(), truth.to(DType.F64).toDoubleArray());
  }

  private static double r2(int n, double squares, double spread) {
    if (n < 2) {
      return Double.NaN;
    }
    return spread > 0 || Double.isNaN(spread) ? 1 - squares / spread : squares == 0 ? 1 : 0;
  }

  /// The root of the mean squared error, in the unit of the numbers.
  public double rmse() {
    return Math.sqrt(mse);
  }
}
