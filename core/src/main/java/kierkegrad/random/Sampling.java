package kierkegrad.random;

import java.util.Arrays;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Random tensors from a generator, element by element in row-major order.
public final class Sampling {
  private Sampling() {}

  /// Numbers uniform on [low, high); all `low` if both are equal.
  public static Tensor uniform(
      Generator generator, DType type, Shape shape, double low, double high) {
    double[] values = new double[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      double value = low + (high - low) * generator.nextUniform();
      // Rounding to float32 could reach the open end; the largest number below it stands for that.
      boolean reached = type == DType.F32 && (float) value >= high && low < high;
      values[i] = reached ? Math.nextDown((float) high) : value;
    }
    return tensor(values, type, shape);
  }

  /// Numbers of the normal distribution with that mean and standard deviation.
  public static Tensor normal(
      Generator generator, DType type, Shape shape, double mean, double deviation) {
    double[] values = new double[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = mean + deviation * generator.nextNormal();
    }
    return tensor(values, type, shape);
  }

  /// Ones with probability `p`, zeros otherwise.
  public static Tensor bernoulli(Generator generator, DType type, Shape shape, double p) {
    float[] values = new float[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = generator.nextUniform() < p ? 1 : 0;
    }
    return Tensor.of(values, values.length).reshape(shape).to(type);
  }

  /// A random order of 0 to `n − 1`, by the shuffle of Fisher and Yates.
  public static int[] order(Generator generator, int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = generator.nextBelow(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /// A random order of 0 to `n − 1` as int64 indices.
  public static long[] permutation(Generator generator, int n) {
    return Arrays.stream(order(generator, n)).asLongStream().toArray();
  }

  private static Tensor tensor(double[] values, DType type, Shape shape) {
    return Tensor.of(values, values.length).reshape(shape).to(type);
  }
}
