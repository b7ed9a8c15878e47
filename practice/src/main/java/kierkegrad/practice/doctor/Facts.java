package kierkegrad.practice.doctor;

import java.util.Arrays;
import java.util.List;
import kierkegrad.data.Batch;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.Loss;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.network.Output;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Setting;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// What a doctor wants to know about the data of a run.
///
/// @param name of the data
/// @param rows the number of training rows
/// @param inputs the number of the network's inputs
/// @param classes the names of the classes; none if a number is predicted
/// @param counts how many training rows each class has
/// @param constantLoss the loss of the best answer that does not look at the input, on the training
///   rows: what a network knows that has learnt nothing
/// @param largestInput the largest root mean square of an input over the training rows; about 1 if
///   they are normalised
/// @param badRows how many training rows have a number that is not finite
public record Facts(
    String name,
    int rows,
    int inputs,
    List<String> classes,
    List<Integer> counts,
    double constantLoss,
    double largestInput,
    int badRows) {
  /// Keeps immutable copies.
  public Facts {
    classes = List.copyOf(classes);
    counts = List.copyOf(counts);
  }

  /// Of the data of a run.
  ///
  /// @param name of the data
  public static Facts of(String name, Run run) {
    Prepared data = run.data();
    TensorDataset train = data.train();
    List<String> classes = data.preparation().classes();
    int[] counts = new int[classes.size()];
    if (!classes.isEmpty()) {
      for (int label : train.all().y().toIntArray()) {
        counts[label]++;
      }
    }
    Numbers numbers = Numbers.of(train);
    return new Facts(
        name,
        train.size(),
        numbers.squares.length,
        classes,
        Arrays.stream(counts).boxed().toList(),
        constantLoss(run, counts),
        numbers.largest(),
        numbers.badRows);
  }

  /// What the inputs of all rows come to, some rows at a time.
  ///
  /// @param squares the sum of squares of every input
  /// @param counts how many of its numbers are finite
  private record Numbers(double[] squares, long[] counts, int badRows) {
    private static final int ROWS_AT_ONCE = 1024;

    static Numbers of(TensorDataset rows) {
      int inputs = rows.size() == 0 ? 0 : (int) rows.rows(0).x().elements();
      double[] squares = new double[inputs];
      long[] counts = new long[inputs];
      int bad = 0;
      for (Batch batch : new Loader(rows, ROWS_AT_ONCE).epoch(0)) {
        double[] x = batch.x().toDoubleArray();
        for (int row = 0; row < x.length; row += inputs) {
          boolean finite = true;
          for (int column = 0; column < inputs; column++) {
            double value = x[row + column];
            if (Double.isFinite(value)) {
              squares[column] += value * value;
              counts[column]++;
            } else {
              finite = false;
            }
          }
          bad += finite ? 0 : 1;
        }
      }
      return new Numbers(squares, counts, bad);
    }

    /// The largest root mean square.
    double largest() {
      double largest = 0;
      for (int column = 0; column < squares.length; column++) {
        largest = Math.max(largest, Math.sqrt(squares[column] / Math.max(1, counts[column])));
      }
      return largest;
    }
  }

  /// The lower of two losses: of the classes' shares in the data, and of equal shares (which is
  /// better if rare classes weigh more); of a quantity, that of its mean.
  private static double constantLoss(Run run, int[] counts) {
    Tensor y = run.data().train().all().y();
    if (counts.length == 0) {
      return loss(run.loss(), y.mul(0).add(y.mean()), y);
    }
    double rows = Math.max(1, y.size(0));
    double[] shares = Arrays.stream(counts).mapToDouble(n -> Math.max(n, 0.5) / rows).toArray();
    double[] equal = new double[counts.length];
    Arrays.fill(equal, 1.0 / counts.length);
    return Math.min(constant(run, shares, y), constant(run, equal, y));
  }

  private static double constant(Run run, double[] shares, Tensor y) {
    Output output = run.settings().get(Setting.OUTPUT);
    boolean logarithms = output == Output.NONE && run.settings().get(Setting.LOSS).ofClasses();
    Tensor row = Tensor.of(shares, 1, shares.length);
    Tensor answer = logarithms || output == Output.LOG_SOFTMAX ? row.log() : row;
    DType type = run.settings().get(Setting.DTYPE).dtype();
    return loss(run.loss(), answer.to(type).expand(y.size(0), shares.length), y);
  }

  private static double loss(Loss loss, Tensor prediction, Tensor y) {
    return loss.of(prediction, y).item();
  }
}
