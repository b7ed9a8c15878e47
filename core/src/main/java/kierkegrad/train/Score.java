package kierkegrad.train;

import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// How good predictions are, apart from the loss: by what kind of targets they have.
public sealed interface Score {
  /// Of predictions and targets. Whole-numbered targets are class numbers, floating ones are
  /// values.
  static Score of(Tensor prediction, Tensor target) {
    return target.dtype().isFloating()
        ? Regression.of(prediction, target)
        : new Classification(ConfusionMatrix.of(prediction, target));
  }

  /// Of class numbers.
  ///
  /// @param confusion what was taken for what
  record Classification(ConfusionMatrix confusion) implements Score {
    /// The share of rows that are right.
    public double accuracy() {
      return confusion.accuracy();
    }
  }

  /// Of values.
  ///
  /// @param rmse the root of the mean squared error, `√(Σ(y − ŷ)² / n)`, over all elements
  /// @param r2 the share of the variance that is explained, `1 − Σ(y − ŷ)² / Σ(y − ȳ)²`, the mean
  ///   over the columns; of a constant column 1 if it is met exactly, otherwise 0 (scikit-learn
  ///   `r2_score`)
  record Regression(double rmse, double r2) implements Score {
    /// Of predictions and values of one shape, `[rows, …]`.
    public static Regression of(Tensor prediction, Tensor target) {
      if (!prediction.shape().equals(target.shape())) {
        throw new ShapeException(
            "regression score: the prediction is "
                + prediction.shape()
                + " but the target is "
                + target.shape()
                + "; reshape one of them");
      }
      int rows = target.size(0);
      Tensor y = target.detach().to(DType.F64).reshape(rows, target.elements() / Math.max(1, rows));
      Tensor error = y.sub(prediction.detach().to(DType.F64).reshape(y.shape()));
      Tensor squares = error.square();
      double[] left = squares.sum(0).toDoubleArray();
      double[] all = y.sub(y.mean(0)).square().sum(0).toDoubleArray();
      double explained = 0;
      for (int c = 0; c < all.length; c++) {
        explained += all[c] == 0 ? (left[c] == 0 ? 1 : 0) : 1 - left[c] / all[c];
      }
      return new Regression(Math.sqrt(squares.mean().item()), explained / all.length);
    }
  }
}
