package kierkegrad.practice.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.LongStream;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Target;
import kierkegrad.formats.table.Task;
import kierkegrad.metric.BinaryScores;
import kierkegrad.metric.Calibration;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.metric.Metrics;
import kierkegrad.metric.Regression;
import kierkegrad.tensor.Tensor;

/// How good predictions are, in the terms of the data.
public sealed interface Scores {
  /// The loss, as the training has it.
  double loss();

  /// How many rows were predicted.
  long rows();

  /// The scores under the names of a result in JSON: `PART_accuracy`, `PART_rmse`, ….
  ///
  /// @param part which rows they are of, such as `test`
  SequencedMap<String, Object> toMap(String part);

  /// Of a model's predictions.
  ///
  /// @param rows as the network sees them
  /// @param loss of these rows
  static Scores of(TrainedModel model, TensorDataset rows, double loss) {
    return of(model.preparation(), model.predict(rows.all().x()), rows.all().y(), loss);
  }

  /// Of predictions.
  ///
  /// @param predictions probabilities `[n, classes]`, or numbers `[n, 1]` in the target's unit
  /// @param y what the network was to say: class numbers `[n]`, or standardised numbers `[n, 1]`
  static Scores of(Preparation preparation, Tensor predictions, Tensor y, double loss) {
    return preparation.task() == Task.REGRESSION
        ? new OfNumbers(name(preparation), loss, Regression.of(predictions, preparation.decode(y)))
        : classes(preparation, predictions, y, loss);
  }

  private static Scores classes(
      Preparation preparation, Tensor predictions, Tensor y, double loss) {
    double[][] probabilities = Metrics.rows(predictions);
    int[] truth = y.toIntArray();
    return new OfClasses(
        loss,
        ConfusionMatrix.of(predictions, y),
        Calibration.of(probabilities, truth, OfClasses.BINS).expectedError(),
        binary(preparation, probabilities, truth));
  }

  private static Optional<Binary> binary(
      Preparation preparation, double[][] probabilities, int[] truth) {
    List<String> classes = preparation.classes();
    long kinds = Arrays.stream(truth).distinct().count();
    if (classes.size() != 2 || kinds != 2) {
      return Optional.empty();
    }
    int positive = positive(preparation);
    double[] scores = Arrays.stream(probabilities).mapToDouble(row -> row[positive]).toArray();
    boolean[] is = new boolean[truth.length];
    for (int i = 0; i < truth.length; i++) {
      is[i] = truth[i] == positive;
    }
    return Optional.of(new Binary(classes.get(positive), BinaryScores.of(scores, is)));
  }

  /// The second class where the data does not say.
  private static int positive(Preparation preparation) {
    return preparation instanceof Preparation.Tabular(var encoder)
            && encoder.target() instanceof Target.Classes classes
        ? classes.positiveIndex().orElse(1)
        : 1;
  }

  private static String name(Preparation preparation) {
    return preparation instanceof Preparation.Tabular(var encoder) ? encoder.target().name() : "";
  }

  /// Of two classes, how well rows of the positive one are found.
  ///
  /// @param positive the class
  /// @param scores of its probabilities
  record Binary(String positive, BinaryScores scores) {
    /// The scores in a line.
    @Override
    public String toString() {
      return "ROC AUC %.4f, average precision %.4f; precision %.4f, recall %.4f, F1 %.4f"
          .formatted(
              scores.rocAuc(),
              scores.averagePrecision(),
              scores.atThreshold().precision(),
              scores.atThreshold().recall(),
              scores.atThreshold().f1());
    }
  }

  /// Of classes.
  ///
  /// @param confusion what was taken for what
  /// @param calibrationError the expected calibration error in 15 bins: how far the probability of
  ///   the predicted class is from how often it is right ([Calibration])
  /// @param binary more, if there are two classes
  record OfClasses(
      double loss, ConfusionMatrix confusion, double calibrationError, Optional<Binary> binary)
      implements Scores {
    private static final int BINS = 15;

    /// Classes are unbalanced from this ratio of the largest to the smallest on.
    private static final double UNBALANCED = 1.5;

    @Override
    public long rows() {
      return confusion.total();
    }

    /// Whether the accuracy alone may mislead: some class has much more rows than another, so that
    /// who never predicts the rare one is mostly right.
    public boolean isUnbalanced() {
      long[] rows =
          LongStream.range(0, confusion.classes())
              .map(c -> confusion.support((int) c))
              .filter(n -> n > 0)
              .sorted()
              .toArray();
      return rows.length > 0 && rows[rows.length - 1] >= UNBALANCED * rows[0];
    }

    @Override
    public SequencedMap<String, Object> toMap(String part) {
      SequencedMap<String, Object> map = new LinkedHashMap<>();
      map.put(part + "_loss", loss);
      map.put(part + "_accuracy", confusion.accuracy());
      map.put(part + "_balanced_accuracy", confusion.balancedAccuracy());
      map.put(part + "_ece", calibrationError);
      binary.ifPresent(b -> {
        map.put("positive_class", b.positive());
        map.put(part + "_roc_auc", b.scores().rocAuc());
        map.put(part + "_average_precision", b.scores().averagePrecision());
        map.put(part + "_precision", b.scores().atThreshold().precision());
        map.put(part + "_recall", b.scores().atThreshold().recall());
        map.put(part + "_f1", b.scores().atThreshold().f1());
        map.put(part + "_brier", b.scores().brierScore());
      });
      return map;
    }

    /// The line about all classes.
    public String summary() {
      String balanced =
          isUnbalanced() ? "balanced accuracy %.4f, ".formatted(confusion.balancedAccuracy()) : "";
      return "accuracy %.4f (%,d of %,d), %sloss %.4f"
          .formatted(confusion.accuracy(), confusion.correct(), confusion.total(), balanced, loss);
    }

    /// One line, and a second of two classes.
    @Override
    public String toString() {
      return binary.map(b -> summary() + "\n" + b.positive() + ": " + b).orElse(summary());
    }
  }

  /// Of numbers.
  ///
  /// @param target what is predicted
  /// @param loss of standardised numbers
  /// @param errors in the target's unit
  record OfNumbers(String target, double loss, Regression errors) implements Scores {
    @Override
    public long rows() {
      return errors.count();
    }

    @Override
    public SequencedMap<String, Object> toMap(String part) {
      SequencedMap<String, Object> map = new LinkedHashMap<>();
      map.put(part + "_loss", loss);
      map.put(part + "_rmse", errors.rmse());
      map.put(part + "_mae", errors.mae());
      map.put(part + "_r2", errors.r2());
      return map;
    }

    /// One line.
    @Override
    public String toString() {
      return "rmse %.6g, mae %.6g (in the unit of %s), R2 %.4f, loss %.4f (%,d rows)"
          .formatted(errors.rmse(), errors.mae(), target, errors.r2(), loss, rows());
    }
  }
}
