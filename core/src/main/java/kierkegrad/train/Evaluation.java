package kierkegrad.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import kierkegrad.data.Batch;
import kierkegrad.data.Dataset;
import kierkegrad.data.Loader;
import kierkegrad.grad.Grad;
import kierkegrad.loss.Loss;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// How a model does on a data set.
///
/// @param rows how many rows it was asked about
/// @param loss the loss of all rows together: of all predictions at once, so that class weights and
///   sums count as if there were no batches
/// @param score accuracy and confusion matrix, or errors of values
public record Evaluation(long rows, double loss, Score score) {
  /// How many rows the model is asked about at a time, unless told otherwise.
  public static final int BATCH_SIZE = 1024;

  /// Asks a model about all rows, in evaluation mode and without recording. The model stays in
  /// evaluation mode.
  public static Evaluation of(Layer model, Loss loss, Dataset data) {
    return of(model, loss, data, BATCH_SIZE);
  }

  /// Asks a model about all rows, that many at a time.
  ///
  /// @throws IllegalArgumentException if there are no rows
  public static Evaluation of(Layer model, Loss loss, Dataset data, int batchSize) {
    return of(model, loss, data, batchSize, (_, _) -> {});
  }

  /// Asks a model about all rows, and shows every batch with what the model made of it, in order.
  ///
  /// @throws IllegalArgumentException if there are no rows
  public static Evaluation of(
      Layer model, Loss loss, Dataset data, BiConsumer<Batch, Tensor> seen) {
    return of(model, loss, data, BATCH_SIZE, seen);
  }

  private static Evaluation of(
      Layer model, Loss loss, Dataset data, int batchSize, BiConsumer<Batch, Tensor> seen) {
    if (data.size() == 0) {
      throw new IllegalArgumentException(
          "evaluation: there are no rows; is this part of the split empty?");
    }
    model.eval();
    return Grad.noGrad(() -> evaluate(model, loss, new Loader(data, batchSize), seen));
  }

  private static Evaluation evaluate(
      Layer model, Loss loss, Loader batches, BiConsumer<Batch, Tensor> seen) {
    List<Tensor> predictions = new ArrayList<>();
    List<Tensor> targets = new ArrayList<>();
    for (Batch batch : batches.epoch(0)) {
      Tensor prediction = model.forward(batch.x());
      predictions.add(prediction);
      targets.add(batch.y());
      seen.accept(batch, prediction);
    }
    Tensor prediction = Tensor.concat(0, predictions);
    Tensor target = Tensor.concat(0, targets);
    double total = loss.of(prediction, target).item();
    return new Evaluation(batches.data().size(), total, Score.of(prediction, target));
  }

  /// The share of rows that are classified rightly, if targets are class numbers.
  public OptionalDouble accuracy() {
    return score instanceof Score.Classification(ConfusionMatrix confusion)
        ? OptionalDouble.of(confusion.accuracy())
        : OptionalDouble.empty();
  }
}
