package kierkegrad.practice.importance;

import java.util.Arrays;
import java.util.Locale;
import kierkegrad.formats.DataException;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Task;
import kierkegrad.metric.Metrics;
import kierkegrad.tensor.Tensor;

/// A number that says how good predictions are.
public enum Score {
  /// The share of rows whose most probable class is right.
  ACCURACY(Task.CLASSIFICATION),
  /// The mean −ln p of the true classes, which is to be small. Finer than accuracy: it also tells
  /// when answers become less sure.
  LOG_LOSS(Task.CLASSIFICATION),
  /// 1 − Σ(y − ŷ)² / Σ(y − ȳ)².
  R2(Task.REGRESSION),
  /// √(mean (y − ŷ)²) in the target's unit, which is to be small.
  RMSE(Task.REGRESSION);

  private final Task task;

  Score(Task task) {
    this.task = task;
  }

  /// That which scikit-learn's estimators have: accuracy or R².
  public static Score usual(Task task) {
    return task == Task.CLASSIFICATION ? ACCURACY : R2;
  }

  void require(Task other) {
    if (task != other) {
      throw new DataException(
          "the score %s is one for %s, and the model predicts %s"
              .formatted(
                  this,
                  task.name().toLowerCase(Locale.ROOT),
                  other == Task.CLASSIFICATION ? "a class" : "a number"));
    }
  }

  /// Judges the model on inputs and targets as the network sees them.
  double of(TrainedModel model, Tensor x, Tensor y) {
    Tensor predicted = model.predict(x);
    return switch (this) {
      case ACCURACY -> Metrics.accuracy(predicted.argmax(-1).toIntArray(), y.toIntArray());
      case LOG_LOSS -> Metrics.logLoss(Metrics.rows(predicted), y.toIntArray());
      case R2 -> {
        double[] truth = truth(model, y);
        double mean = Arrays.stream(truth).average().orElseThrow();
        double all = Arrays.stream(truth).map(t -> (t - mean) * (t - mean)).sum();
        yield 1 - squares(predicted, truth) / all;
      }
      case RMSE -> {
        double[] truth = truth(model, y);
        yield Math.sqrt(squares(predicted, truth) / truth.length);
      }
    };
  }

  private static double[] truth(TrainedModel model, Tensor y) {
    return model.decode(y).toDoubleArray();
  }

  private static double squares(Tensor predicted, double[] truth) {
    double[] p = predicted.toDoubleArray();
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += (p[i] - truth[i]) * (p[i] - truth[i]);
    }
    return sum;
  }

  /// By how much a score is worse than another.
  double fall(double from, double to) {
    return this == ACCURACY || this == R2 ? from - to : to - from;
  }

  /// Its name on the command line, such as `log-loss`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
