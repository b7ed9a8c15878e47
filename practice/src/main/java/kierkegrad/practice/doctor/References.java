package kierkegrad.practice.doctor;

import java.util.Arrays;
import java.util.stream.IntStream;
import kierkegrad.data.Batch;
import kierkegrad.data.TensorDataset;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.practice.data.Prepared;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Score;

/// What simple methods make of the training rows, each row judged without itself (leave-one-out). A
/// network that does worse on rows that it *has* seen has not learnt what can be learnt; and if
/// they do no better than a guess, there may be nothing to learn.
///
/// Scores are accuracies, or R² of a quantity, on at most 1,000 evenly chosen rows, with features
/// normalised.
///
/// @param guess of the answer that never changes: the share of the largest class, or 0
/// @param linear of ridge regression on 0 and 1 (or the quantity), λ = 0.01 per row; leave-one-out
///   in closed form, `y − ŷ₋ᵢ = (y − ŷ) / (1 − hᵢᵢ)` (Allen, 1974)
/// @param neighbours of the five nearest rows' vote or mean
/// @param balanced the best mean recall over classes of the two methods; 0 of a quantity
/// @param rows how many rows were judged
public record References(
    double guess, double linear, double neighbours, double balanced, int rows) {
  private static final int MOST = 1000;
  private static final int NEIGHBOURS = 5;
  private static final double RIDGE = 0.01;

  /// The best of them.
  public double best() {
    return Math.max(guess, Math.max(linear, neighbours));
  }

  /// Of the training rows.
  public static References of(Prepared data) {
    Batch rows = some(data.train());
    double[][] x = rows.x().size(0) == 0 ? new double[0][0] : matrix(rows.x());
    boolean[] good = good(x);
    Tensor features = normalised(select(x, good));
    int classes = data.preparation().classes().size();
    double[][] y = select(classes > 0 ? oneHot(rows.y(), classes) : matrix(rows.y()), good);
    if (y.length <= NEIGHBOURS) {
      return new References(0, 0, 0, 0, y.length);
    }
    double[] mean = mean(y);
    double[][] linear = linear(features, y, mean);
    double[][] near = neighbours(features, y);
    if (classes == 0) {
      return new References(0, r2(linear, y), r2(near, y), 0, y.length);
    }
    double guess = Arrays.stream(mean).max().orElse(0);
    double balanced =
        Math.max(
            confusion(weighted(linear, mean), y).balancedAccuracy(),
            confusion(near, y).balancedAccuracy());
    return new References(
        guess, confusion(linear, y).accuracy(), confusion(near, y).accuracy(), balanced, y.length);
  }

  private static Batch some(TensorDataset train) {
    int n = Math.min(MOST, train.size());
    return train.rows(
        IntStream.range(0, n).map(i -> (int) ((long) i * train.size() / n)).toArray());
  }

  private static double[][] matrix(Tensor t) {
    double[] values = t.to(DType.F64).toDoubleArray();
    int rows = t.size(0);
    int columns = values.length / Math.max(1, rows);
    return IntStream.range(0, rows)
        .mapToObj(i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns))
        .toArray(double[][]::new);
  }

  private static double[][] oneHot(Tensor labels, int classes) {
    return Arrays.stream(labels.toIntArray())
        .mapToObj(label -> {
          double[] row = new double[classes];
          row[label] = 1;
          return row;
        })
        .toArray(double[][]::new);
  }

  private static boolean[] good(double[][] x) {
    boolean[] good = new boolean[x.length];
    for (int i = 0; i < x.length; i++) {
      good[i] = Arrays.stream(x[i]).allMatch(Double::isFinite);
    }
    return good;
  }

  private static double[][] select(double[][] rows, boolean[] good) {
    return IntStream.range(0, rows.length)
        .filter(i -> good[i])
        .mapToObj(i -> rows[i])
        .toArray(double[][]::new);
  }

  private static Tensor tensor(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    return Tensor.of(
        Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(), rows.length, columns);
  }

  /// Constant columns become 0.
  private static Tensor normalised(double[][] x) {
    Tensor all = tensor(x);
    Tensor centred = all.sub(all.mean(0));
    Tensor deviation = centred.square().mean(0).sqrt();
    return centred.div(deviation.add(1e-9));
  }

  private static double[] mean(double[][] y) {
    double[] mean = new double[y[0].length];
    for (double[] row : y) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += row[k] / y.length;
      }
    }
    return mean;
  }

  private static double[][] linear(Tensor x, double[][] y, double[] mean) {
    int n = x.size(0);
    Tensor centred = tensor(y).sub(Tensor.of(mean));
    Tensor ridge = Tensor.eye(DType.F64, x.size(1)).mul(RIDGE * n);
    Tensor g = x.transpose(0, 1).matmul(x).add(ridge).solve(x.transpose(0, 1));
    Tensor fitted = x.matmul(g.matmul(centred));
    Tensor leverage = x.mul(g.transpose(0, 1)).sum(1).add(1.0 / n).reshape(n, 1);
    Tensor error = centred.sub(fitted).div(leverage.neg().add(1).clamp(1e-3, 1));
    return matrix(tensor(y).sub(error));
  }

  private static double[][] neighbours(Tensor x, double[][] y) {
    Tensor squares = x.square().sum(1).reshape(x.size(0), 1);
    double[][] distance =
        matrix(squares.add(squares.transpose(0, 1)).sub(x.matmul(x.transpose(0, 1)).mul(2)));
    double[][] answers = new double[y.length][];
    for (int i = 0; i < y.length; i++) {
      double[] d = distance[i];
      d[i] = Double.POSITIVE_INFINITY;
      double[] sum = new double[y[0].length];
      for (int k = 0; k < NEIGHBOURS; k++) {
        int nearest = 0;
        for (int j = 1; j < d.length; j++) {
          nearest = d[j] < d[nearest] ? j : nearest;
        }
        d[nearest] = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sum.length; c++) {
          sum[c] += y[nearest][c] / NEIGHBOURS;
        }
      }
      answers[i] = sum;
    }
    return answers;
  }

  /// Divided by the classes' shares, so that each class counts the same.
  private static double[][] weighted(double[][] answers, double[] shares) {
    return Arrays.stream(answers)
        .map(row ->
            IntStream.range(0, row.length)
                .mapToDouble(k -> (row[k] - shares[k]) / Math.max(1e-9, shares[k]))
                .toArray())
        .toArray(double[][]::new);
  }

  private static ConfusionMatrix confusion(double[][] answers, double[][] y) {
    return ConfusionMatrix.of(largest(answers), largest(y), y[0].length);
  }

  private static int[] largest(double[][] rows) {
    return Arrays.stream(rows)
        .mapToInt(
            row -> IntStream.range(0, row.length).reduce(0, (a, b) -> row[b] > row[a] ? b : a))
        .toArray();
  }

  private static double r2(double[][] answers, double[][] y) {
    return Score.Regression.of(tensor(answers), tensor(y)).r2();
  }
}
