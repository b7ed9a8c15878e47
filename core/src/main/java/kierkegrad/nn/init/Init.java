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

  /// Zeros. PyTorch `zeros_`.
  public static Tensor zeros(DType type, Shape shape) {
    return Tensor.zeros(type, shape);
  }

  /// Ones. PyTorch `ones_`.
  public static Tensor ones(DType type, Shape shape) {
    return constant(type, shape, 1);
  }

  /// One value everywhere. PyTorch `constant_`.
  public static Tensor constant(DType type, Shape shape, double value) {
    return Tensor.full(type, shape, value);
  }

  /// Ones where row and column are equal, zeros elsewhere: a linear layer keeps as many inputs as
  /// it can. PyTorch `eye_`.
  ///
  /// @throws ShapeException if the shape has not two dimensions
  public static Tensor eye(DType type, Shape shape) {
    return Identity.matrix(type, shape);
  }

  /// A weight `[out, in, k1, …]` of one to three dimensions of which each channel passes through in
  /// the middle of the kernel, as many as there are. PyTorch `dirac_`.
  public static Tensor dirac(DType type, Shape shape) {
    return dirac(type, shape, 1);
  }

  /// The same for a convolution in groups.
  ///
  /// @throws ShapeException if the shape has not three to five dimensions, or the groups do not
  ///   divide the channels out
  public static Tensor dirac(DType type, Shape shape, int groups) {
    return Identity.convolution(type, shape, groups);
  }

  /// Uniform on [low, high). PyTorch `uniform_`.
  public static Tensor uniform(DType type, Shape shape, double low, double high) {
    return uniform(Seed.current(), type, shape, low, high);
  }

  /// Uniform on [low, high).
  public static Tensor uniform(
      Generator generator, DType type, Shape shape, double low, double high) {
    return Sampling.uniform(generator, type, shape, low, high);
  }

  /// The normal distribution. PyTorch `normal_`.
  public static Tensor normal(DType type, Shape shape, double mean, double deviation) {
    return normal(Seed.current(), type, shape, mean, deviation);
  }

  /// The normal distribution.
  public static Tensor normal(
      Generator generator, DType type, Shape shape, double mean, double deviation) {
    return Sampling.normal(generator, type, shape, mean, deviation);
  }

  /// The normal distribution with numbers outside [low, high] drawn anew. PyTorch `trunc_normal_`.
  public static Tensor truncNormal(
      DType type, Shape shape, double mean, double deviation, double low, double high) {
    return truncNormal(Seed.current(), type, shape, mean, deviation, low, high);
  }

  /// The normal distribution with numbers outside [low, high] drawn anew.
  ///
  /// If less than 0.3 of the distribution lies between the bounds, uniform numbers are drawn and
  /// accepted in proportion to its density.
  ///
  /// @throws IllegalArgumentException if the bounds leave nothing between them
  public static Tensor truncNormal(
      Generator generator,
      DType type,
      Shape shape,
      double mean,
      double deviation,
      double low,
      double high) {
    return new Truncated(generator, mean, deviation, low, high).draw(type, shape);
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

  /// A matrix whose columns (or rows, if there are fewer rows) have the length `gain` and are
  /// perpendicular to each other; dimensions from the second on are one. PyTorch `orthogonal_`
  /// (Saxe et al., 2013).
  public static Tensor orthogonal(DType type, Shape shape, double gain) {
    return orthogonal(Seed.current(), type, shape, gain);
  }

  /// A matrix whose columns (or rows, if there are fewer rows) have the length `gain` and are
  /// perpendicular to each other: the Q of normal numbers, with the signs that make R's diagonal
  /// positive (Mezzadri, *How to generate random matrices from the classical compact groups*,
  /// 2007).
  ///
  /// @throws ShapeException if the shape has less than two dimensions
  public static Tensor orthogonal(Generator generator, DType type, Shape shape, double gain) {
    return Orthogonal.draw(generator, type, shape, gain);
  }

  /// A matrix of normal numbers with zeros in random rows of each column. PyTorch `sparse_`
  /// (Martens, 2010).
  ///
  /// @param sparsity the share of zeros in a column, rounded up
  /// @param deviation of the others; PyTorch's default is 0.01
  public static Tensor sparse(DType type, Shape shape, double sparsity, double deviation) {
    return sparse(Seed.current(), type, shape, sparsity, deviation);
  }

  /// A matrix of normal numbers with zeros in random rows of each column.
  ///
  /// @throws ShapeException if the shape has not two dimensions
  public static Tensor sparse(
      Generator generator, DType type, Shape shape, double sparsity, double deviation) {
    Identity.requireMatrix("sparse", shape);
    int rows = shape.size(0);
    int columns = shape.size(1);
    double[] values = Sampling.normal(generator, type, shape, 0, deviation).toDoubleArray();
    int zeros = Math.clamp((long) Math.ceil(sparsity * rows), 0, rows);
    for (int column = 0; column < columns; column++) {
      int[] order = generator.order(rows);
      for (int i = 0; i < zeros; i++) {
        values[order[i] * columns + column] = 0;
      }
    }
    return Tensor.of(values, rows, columns).to(type);
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
