package kierkegrad.nn.init;

import kierkegrad.random.Generator;
import kierkegrad.random.Sampling;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Starting values. Where no generator is given, the current one ([Seed#current]) is drawn from.
///
/// ```java
/// new Linear(new Parameter(Init.kaimingNormal(DType.F32, Shape.of(16, 4), Fan.IN, Gain.RELU)),
///     Optional.of(new Parameter(Init.zeros(DType.F32, Shape.of(16)))));
/// ```
public final class Init {
  private Init() {}

  /// Zeros.
  public static Tensor zeros(DType type, Shape shape) {
    return Tensor.zeros(type, shape);
  }

  /// One value everywhere.
  public static Tensor constant(DType type, Shape shape, double value) {
    return Tensor.full(type, shape, value);
  }

  /// Uniform on [low, high).
  public static Tensor uniform(DType type, Shape shape, double low, double high) {
    return uniform(Seed.current(), type, shape, low, high);
  }

  /// Uniform on [low, high).
  public static Tensor uniform(
      Generator generator, DType type, Shape shape, double low, double high) {
    return Sampling.uniform(generator, type, shape, low, high);
  }

  /// The normal distribution.
  public static Tensor normal(DType type, Shape shape, double mean, double deviation) {
    return normal(Seed.current(), type, shape, mean, deviation);
  }

  /// The normal distribution.
  public static Tensor normal(
      Generator generator, DType type, Shape shape, double mean, double deviation) {
    return Sampling.normal(generator, type, shape, mean, deviation);
  }

  /// PyTorch's default for `Linear`, weight and bias: uniform on ±1/√in.
  public static Tensor linear(DType type, Shape shape, int in) {
    return linear(Seed.current(), type, shape, in);
  }

  /// PyTorch's default for `Linear`, weight and bias: uniform on ±1/√in.
  ///
  /// For the weight that is [#kaimingUniform] with the gain of a leaky ReLU of slope √5, and its
  /// bound is rounded as that one's.
  public static Tensor linear(Generator generator, DType type, Shape shape, int in) {
    double bound = in == 0 ? 0 : 1 / Math.sqrt(in);
    return shape.rank() < 2 || in == 0
        ? Sampling.uniform(generator, type, shape, -bound, bound)
        : symmetric(generator, type, shape, Gain.leakyRelu(Math.sqrt(5)) / Math.sqrt(in));
  }

  /// Uniform on `±gain·√(3/fan)`, whose standard deviation is `gain/√fan` (He et al., 2015).
  public static Tensor kaimingUniform(DType type, Shape shape, Fan fan, double gain) {
    return kaimingUniform(Seed.current(), type, shape, fan, gain);
  }

  /// Uniform on `±gain·√(3/fan)`, whose standard deviation is `gain/√fan` (He et al., 2015).
  ///
  /// @param gain that of the nonlinearity behind the weight, see [Gain]
  public static Tensor kaimingUniform(
      Generator generator, DType type, Shape shape, Fan fan, double gain) {
    return symmetric(generator, type, shape, kaiming(shape, fan, gain));
  }

  /// Normal with the standard deviation `gain/√fan` (He et al., 2015).
  public static Tensor kaimingNormal(DType type, Shape shape, Fan fan, double gain) {
    return kaimingNormal(Seed.current(), type, shape, fan, gain);
  }

  /// Normal with the standard deviation `gain/√fan` (He et al., 2015).
  ///
  /// @param gain that of the nonlinearity behind the weight, see [Gain]
  public static Tensor kaimingNormal(
      Generator generator, DType type, Shape shape, Fan fan, double gain) {
    return Sampling.normal(generator, type, shape, 0, kaiming(shape, fan, gain));
  }

  /// Uniform on `±gain·√(6/(in + out))` (Glorot and Bengio, 2010).
  public static Tensor xavierUniform(DType type, Shape shape, double gain) {
    return xavierUniform(Seed.current(), type, shape, gain);
  }

  /// Uniform on `±gain·√(6/(in + out))` (Glorot and Bengio, 2010).
  public static Tensor xavierUniform(Generator generator, DType type, Shape shape, double gain) {
    return symmetric(generator, type, shape, xavier(shape, gain));
  }

  /// Normal with the standard deviation `gain·√(2/(in + out))` (Glorot and Bengio, 2010).
  public static Tensor xavierNormal(DType type, Shape shape, double gain) {
    return xavierNormal(Seed.current(), type, shape, gain);
  }

  /// Normal with the standard deviation `gain·√(2/(in + out))` (Glorot and Bengio, 2010).
  public static Tensor xavierNormal(Generator generator, DType type, Shape shape, double gain) {
    return Sampling.normal(generator, type, shape, 0, xavier(shape, gain));
  }

  private static double kaiming(Shape shape, Fan fan, double gain) {
    int count = fan.of(shape);
    return count == 0 ? 0 : gain / Math.sqrt(count);
  }

  private static double xavier(Shape shape, double gain) {
    long sum = (long) Fan.IN.of(shape) + Fan.OUT.of(shape);
    return sum == 0 ? 0 : gain * Math.sqrt(2.0 / sum);
  }

  /// Uniform around 0: a standard deviation σ has the bounds ±√3·σ.
  private static Tensor symmetric(Generator generator, DType type, Shape shape, double deviation) {
    double bound = Math.sqrt(3) * deviation;
    return Sampling.uniform(generator, type, shape, -bound, bound);
  }
}
