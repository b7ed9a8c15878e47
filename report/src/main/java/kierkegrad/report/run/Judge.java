package kierkegrad.report.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import kierkegrad.data.Batch;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.table.Task;
import kierkegrad.tensor.Tensor;

/// Remembers what a network made of every test row, in their order.
public final class Judge implements BiConsumer<Batch, Tensor> {
  private final Preparation preparation;
  private final List<Guess> guesses = new ArrayList<>();

  /// A row and what was made of it.
  ///
  /// @param index its place among the test rows, from 0
  /// @param truth its class, or its number in the target's unit
  /// @param predicted the class, or the number
  /// @param probability of the true class
  /// @param predictedProbability of the predicted class
  record Guess(
      int index, double truth, double predicted, double probability, double predictedProbability) {}

  /// @param preparation says what outputs mean
  public Judge(Preparation preparation) {
    this.preparation = preparation;
  }

  @Override
  public void accept(Batch batch, Tensor prediction) {
    double[] decoded = preparation.decode(prediction).toDoubleArray();
    if (preparation.task() == Task.REGRESSION) {
      double[] truth = preparation.decode(batch.y()).toDoubleArray();
      for (int i = 0; i < truth.length; i++) {
        guesses.add(new Guess(guesses.size(), truth[i], decoded[i], Double.NaN, Double.NaN));
      }
      return;
    }
    int[] truth = batch.y().toIntArray();
    int[] predicted = prediction.argmax(1).toIntArray();
    int classes = decoded.length / truth.length;
    for (int i = 0; i < truth.length; i++) {
      guesses.add(
          new Guess(
              guesses.size(),
              truth[i],
              predicted[i],
              decoded[i * classes + truth[i]],
              decoded[i * classes + predicted[i]]));
    }
  }

  List<Guess> all() {
    return guesses;
  }

  /// The worst first: those with the least probability of the true class, or with the largest
  /// errors.
  List<Guess> worst(int most) {
    Comparator<Guess> order =
        preparation.task() == Task.REGRESSION
            ? Comparator.comparingDouble(g -> -Math.abs(g.predicted() - g.truth()))
            : Comparator.comparingDouble(Guess::probability);
    return guesses.stream().sorted(order).limit(most).toList();
  }
}
