package kierkegrad.random;

import java.util.Arrays;
import java.util.stream.IntStream;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Random tensors from a generator, in row-major order.
public final class Sampling {
  private Sampling() {}

  /// Numbers uniform on [low, high); all `low` if both are equal.
  public static Tensor uniform(
      Generator generator, DType type, Shape shape, double low, double high) {
    if (type == DType.F32) {
      float[] values = new float[shape.elements()];
      generator.uniform(values, low, high);
      return Tensor.of(values, values.length).reshape(shape);
    }
    double[] values = new double[shape.elements()];
    generator.uniform(values, low, high);
    return Tensor.of(values, values.length).reshape(shape).to(type);
  }

  /// Numbers of the normal distribution with that mean and standard deviation.
  public static Tensor normal(
      Generator generator, DType type, Shape shape, double mean, double deviation) {
    if (type == DType.F32) {
      float[] values = new float[shape.elements()];
      generator.normal(values, mean, deviation);
      return Tensor.of(values, values.length).reshape(shape);
    }
    double[] values = new double[shape.elements()];
    generator.normal(values, mean, deviation);
    return Tensor.of(values, values.length).reshape(shape).to(type);
  }

  /// Ones with probability `p`, zeros otherwise.
  public static Tensor bernoulli(Generator generator, DType type, Shape shape, double p) {
    float[] values = new float[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = generator.nextUniform() < p ? 1 : 0;
    }
    return Tensor.of(values, values.length).reshape(shape).to(type);
  }

  /// Numbers of the exponential distribution with that rate: their mean is 1/rate. PyTorch
  /// `exponential_`.
  public static Tensor exponential(Generator generator, DType type, Shape shape, double rate) {
    double[] values = new double[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = -1 / rate * Math.log1p(-generator.nextUniform());
    }
    return Tensor.of(values, values.length).reshape(shape).to(type);
  }

  /// Classes drawn in proportion to their weights `[k]` or `[rows, k]`, which need not sum to 1:
  /// int64 `[samples]` or `[rows, samples]`. PyTorch `multinomial`.
  ///
  /// @param replacement whether a class can be drawn again
  /// @throws IllegalArgumentException if a weight is negative, infinite or NaN, all of a row are 0,
  ///   or there are fewer classes than samples without replacement
  public static Tensor multinomial(
      Generator generator, Tensor weights, int samples, boolean replacement) {
    return Multinomial.draw(generator, weights, samples, replacement);
  }

  /// Int64 integers uniform on `low` to `high − 1`.
  ///
  /// @throws IllegalArgumentException if there are none
  public static Tensor integers(Generator generator, Shape shape, long low, long high) {
    long[] values = new long[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + generator.nextBelow(high - low);
    }
    return Tensor.of(values).reshape(shape);
  }

  /// A random order of 0 to `n − 1`.
  public static int[] order(Generator generator, int n) {
    return generator.order(n);
  }

  /// A random order of 0 to `n − 1` as int64 indices.
  public static long[] permutation(Generator generator, int n) {
    return Arrays.stream(generator.order(n)).asLongStream().toArray();
  }

  static void requirePositive(long bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("a random integer below " + bound + " does not exist");
    }
  }

  static int[] ascending(int n) {
    return IntStream.range(0, n).toArray();
  }

  static void swap(int[] order, int i, int j) {
    int swapped = order[i];
    order[i] = order[j];
    order[j] = swapped;
  }
}
