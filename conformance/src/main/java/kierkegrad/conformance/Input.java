package kierkegrad.conformance;

import java.util.Arrays;
import java.util.stream.IntStream;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// One operand of a case: its numbers, and whether to differentiate in it.
///
/// Numbers are made without a generator: the fractions of multiples of the golden ratio are spread
/// evenly and never equal.
///
/// @param numbers in double; rounded where the case is in single precision
/// @param type F64 stands for the case's floating type; other types stay
/// @param shape the sizes
/// @param differentiated whether derivatives in it are compared
public record Input(double[] numbers, DType type, int[] shape, boolean differentiated) {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /// Floating numbers between −2 and 2.
  public static Input numbers(int... shape) {
    return between(-2, 2, shape);
  }

  /// Floating numbers between two.
  public static Input between(double low, double high, int... shape) {
    return new Input(spread(low, high, shape), DType.F64, shape, true);
  }

  /// Whole numbers of int64 from 0 to below `bound`.
  public static Input integers(int bound, int... shape) {
    double[] numbers = Arrays.stream(spread(0, bound, shape)).map(Math::floor).toArray();
    return new Input(numbers, DType.I64, shape, false);
  }

  /// Truth values.
  public static Input booleans(int... shape) {
    double[] numbers = Arrays.stream(spread(0, 2, shape)).map(Math::floor).toArray();
    return new Input(numbers, DType.BOOL, shape, false);
  }

  /// These floating numbers.
  public static Input of(double[] numbers, int... shape) {
    int[] sizes = shape.length == 0 ? new int[] {numbers.length} : shape;
    return new Input(numbers, DType.F64, sizes, true);
  }

  /// These whole numbers of int64.
  public static Input of(long[] numbers, int... shape) {
    int[] sizes = shape.length == 0 ? new int[] {numbers.length} : shape;
    return new Input(Arrays.stream(numbers).asDoubleStream().toArray(), DType.I64, sizes, false);
  }

  /// NaN, infinities, signed zeros, and numbers of moderate size.
  public static Input specials() {
    return of(
        new double[] {
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          0.0,
          -0.0,
          1,
          -1,
          0.5,
          -0.5,
          3,
          -3,
          6,
          20,
          -20,
          21,
          100,
          -100
        });
  }

  /// The same numbers, but no derivative in them.
  public Input fixed() {
    return new Input(numbers, type, shape, false);
  }

  /// The same numbers in another type, which the case does not change: an integer type or BOOL.
  public Input as(DType other) {
    return new Input(numbers, other, shape, false);
  }

  /// Other numbers of the same kind: so that two operands of one shape differ.
  public Input shuffled() {
    double[] turned = new double[numbers.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = numbers[(int) ((i * 7L + 3) % turned.length)];
    }
    boolean permutes = turned.length % 7 != 0;
    return permutes ? new Input(turned, type, shape, differentiated) : this;
  }

  /// The tensor of a case.
  ///
  /// @param floating the case's floating type
  /// @param strided whether its elements lie apart in memory
  Tensor tensor(DType floating, boolean strided) {
    DType wanted = type == DType.F64 ? floating : type;
    Tensor x = Tensor.of(numbers, numbers.length).to(wanted).reshape(shape);
    return strided ? Tensor.stack(shape.length, java.util.List.of(x, x)).select(-1, 1) : x;
  }

  boolean canBeStrided() {
    return numbers.length > 1;
  }

  private static double[] spread(double low, double high, int[] shape) {
    int count = IntStream.of(shape).reduce(1, (a, b) -> a * b);
    // The shape moves the start, so that operands of different shapes differ.
    double start = 0.13 + 0.31 * shape.length;
    return IntStream.range(0, count)
        .mapToDouble(i -> low + (high - low) * ((start + (i + 1) * GOLDEN) % 1))
        .toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Input in
        && Arrays.equals(numbers, in.numbers)
        && Arrays.equals(shape, in.shape)
        && type == in.type
        && differentiated == in.differentiated;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  /// Such as `[2, 3]`, or `int64[2]`.
  @Override
  public String toString() {
    return (type == DType.F64 ? "" : type.torchName()) + Arrays.toString(shape);
  }
}
