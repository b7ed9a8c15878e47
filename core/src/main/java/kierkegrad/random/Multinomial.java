package kierkegrad.random;

import java.util.Comparator;
import java.util.stream.IntStream;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Draws classes in proportion to weights.
///
/// One sample, and samples without replacement, are the largest weights divided by exponential
/// numbers (Efraimidis and Spirakis, *Weighted random sampling with a reservoir*, 2006); the others
/// are found in the cumulative sums.
final class Multinomial {
  private Multinomial() {}

  static Tensor draw(Generator generator, Tensor weights, int samples, boolean replacement) {
    if (weights.rank() < 1 || weights.rank() > 2 || !weights.dtype().isFloating()) {
      throw new ShapeException(
          "multinomial: expects floating weights [k] or [rows, k], got "
              + weights.dtype().torchName()
              + weights.shape());
    }
    int k = weights.size(-1);
    require(samples > 0, "a number of samples above 0");
    require(replacement || samples <= k, "no more samples than the " + k + " classes");
    int rows = weights.rank() == 1 ? 1 : weights.size(0);
    double[] p = weights.toDoubleArray();
    for (int row = 0; row < rows; row++) {
      requireWeights(p, row * k, k);
    }
    long[] drawn =
        replacement && samples > 1
            ? again(generator, p, rows, samples, weights.dtype())
            : once(generator, weights, p, rows, samples);
    Shape shape = weights.rank() == 1 ? Shape.of(samples) : Shape.of(rows, samples);
    return Tensor.of(drawn).reshape(shape);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("multinomial: expects " + what);
    }
  }

  private static void requireWeights(double[] p, int from, int k) {
    double sum = 0;
    for (int i = from; i < from + k; i++) {
      require(p[i] >= 0 && p[i] < Double.POSITIVE_INFINITY, "weights from 0 on, got " + p[i]);
      sum += p[i];
    }
    require(sum > 0, "a weight above 0 in every row");
  }

  private static long[] once(
      Generator generator, Tensor weights, double[] p, int rows, int samples) {
    Tensor chances = Sampling.exponential(generator, weights.dtype(), weights.shape(), 1);
    double[] keys = weights.detach().div(chances).toDoubleArray();
    int k = p.length / rows;
    return IntStream.range(0, rows)
        .boxed()
        .flatMap(row ->
            IntStream.range(0, k)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -keys[row * k + i]))
                .limit(samples))
        .mapToLong(Integer::longValue)
        .toArray();
  }

  private static long[] again(Generator generator, double[] p, int rows, int samples, DType type) {
    int k = p.length / rows;
    long[] drawn = new long[rows * samples];
    for (int row = 0; row < rows; row++) {
      double[] sums = sums(p, row * k, k, type);
      for (int i = 0; i < samples; i++) {
        double u = generator.nextUniform();
        int chosen = 0;
        while (chosen < k - 1 && sums[chosen] < u) {
          chosen++;
        }
        drawn[row * samples + i] = chosen;
      }
    }
    return drawn;
  }

  /// The cumulative shares, rounded as the type rounds.
  private static double[] sums(double[] p, int from, int k, DType type) {
    double[] sums = new double[k];
    double sum = 0;
    for (int i = 0; i < k; i++) {
      sum = rounded(sum + p[from + i], type);
      sums[i] = sum;
    }
    for (int i = 0; i < k; i++) {
      sums[i] = rounded(sums[i] / sum, type);
    }
    return sums;
  }

  private static double rounded(double x, DType type) {
    return type == DType.F64 ? x : (float) x;
  }
}
