package kierkegrad.op;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.random.Philox;
import kierkegrad.random.Sampling;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The table of all ops. A new op needs a row here, and every generic test then runs on it.
///
/// The values at NaN, ±∞ and 0 are those of LibTorch 2.10, and each follows from the formula by
/// hand.
final class Samples {
  private static final double INF = POSITIVE_INFINITY;
  private static final double MINUS = NEGATIVE_INFINITY;

  private Samples() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>(unary());
    rows.addAll(FunctionSamples.all());
    rows.addAll(pointwise());
    rows.addAll(binary());
    rows.addAll(compare());
    rows.addAll(reduce());
    rows.addAll(products());
    rows.addAll(SlidingSamples.all());
    rows.addAll(joins());
    rows.addAll(index());
    rows.addAll(IndexSamples.all());
    rows.addAll(OrderSamples.all());
    rows.addAll(LinearSamples.all());
    rows.addAll(fused());
    rows.addAll(views());
    rows.addAll(TransformerSamples.all());
    rows.addAll(ActivationSamples.all());
    rows.addAll(LossSamples.all());
    return rows;
  }

  /// A user's op without a rule for tangents.
  record Cube() implements CustomOp {
    @Override
    public String opName() {
      return "cube";
    }

    @Override
    public Shape shape(List<Shape> in) {
      return in.getFirst();
    }

    @Override
    public Tensor forward(Inputs in) {
      return in.a().mul(in.a()).mul(in.a());
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return List.of(() -> g.mul(in.a().square()).mul(3));
    }

    @Override
    public Formula formula() {
      return Formula.of("y = x³", "dC/dx = dC/dy · 3x²");
    }
  }

  /// At NaN, ∞, −∞, 0: the value, then the slope.
  static Row unary(Unary op, double low, double high, double[] values, double[] slopes) {
    return Row.of(op, numbers(low, high, 2, 3))
        .empty(empty(0, 3))
        .fails("takes 1 operands, got 2", numbers(0, 1, 2), numbers(0, 1, 2))
        .gives(values, slopes, vector(NaN, INF, MINUS, 0));
  }

  private static List<Row> unary() {
    double[] flat = {0, 0, 0, 0};
    return List.of(
        unary(Unary.NEG, -2, 2, at(NaN, MINUS, INF, -0.0), at(-1, -1, -1, -1)),
        unary(Unary.ABS, 0.5, 2, at(NaN, INF, INF, 0), at(0, 1, -1, 0)),
        unary(Unary.EXP, -2, 2, at(NaN, INF, 0, 1), at(NaN, INF, 0, 1)),
        unary(Unary.LOG, 0.5, 2, at(NaN, INF, NaN, MINUS), at(NaN, 0, -0.0, INF)),
        unary(Unary.LOG1P, -0.5, 2, at(NaN, INF, NaN, 0), at(NaN, 0, -0.0, 1)),
        unary(Unary.EXPM1, -2, 2, at(NaN, INF, -1, 0), at(NaN, INF, 0, 1)),
        unary(Unary.SQRT, 0.5, 2, at(NaN, INF, NaN, 0), at(NaN, 0, NaN, INF)),
        unary(Unary.RSQRT, 0.5, 2, at(NaN, 0, NaN, INF), at(NaN, -0.0, NaN, MINUS)),
        unary(Unary.SQUARE, -2, 2, at(NaN, INF, INF, 0), at(NaN, INF, MINUS, 0)),
        unary(Unary.SIN, -2, 2, at(NaN, NaN, NaN, 0), at(NaN, NaN, NaN, 1)),
        unary(Unary.COS, -2, 2, at(NaN, NaN, NaN, 1), at(NaN, NaN, NaN, -0.0)),
        unary(Unary.TANH, -2, 2, at(NaN, 1, -1, 0), at(NaN, 0, 0, 1)),
        unary(Unary.SIGMOID, -2, 2, at(NaN, 1, 0, 0.5), at(NaN, 0, 0, 0.25)),
        unary(Unary.SOFTPLUS, -2, 2, at(NaN, INF, 0, Math.log(2)), at(NaN, 1, 0, 0.5)),
        unary(Unary.RELU, 0.5, 2, at(NaN, INF, 0, 0), at(1, 1, 0, 0)),
        unary(Unary.ERF, -2, 2, at(NaN, 1, -1, 0), at(NaN, 0, 0, 1.1283791670955126)),
        unary(Unary.RECIPROCAL, 0.5, 2, at(NaN, 0, -0.0, INF), at(NaN, -0.0, -0.0, MINUS)),
        unary(Unary.SIGN, 0.5, 2, at(0, 1, -1, 0), flat),
        unary(Unary.FLOOR, 0.1, 0.9, at(NaN, INF, MINUS, 0), flat),
        unary(Unary.ROUND, 0.6, 1.4, at(NaN, INF, MINUS, 0), flat));
  }

  private static List<Row> pointwise() {
    Tensor mask = Tensor.of(new boolean[] {true, false, true}, 3);
    return List.of(
        Row.of(new Clamp(-1, 1), vector(-3, -0.5, 0.5, 3))
            .empty(empty(0))
            .fails("clamp: takes 1 operands", vector(1), vector(2))
            .gives(at(NaN, 1, -1, 0), at(0, 0, 0, 1), vector(NaN, INF, MINUS, 0)),
        Row.of(new Where(), mask, numbers(-2, 2, 2, 3), numbers(-2, 2, 3))
            .empty(Tensor.zeros(DType.BOOL, Shape.of(0)), empty(0), empty(0))
            .fails("where: shapes [3] and [2] do not broadcast", mask, vector(1, 2), vector(1, 2))
            .gives(at(NaN, 2, INF), mask, vector(NaN, NaN, INF), vector(1, 2, NaN)),
        Row.of(new Cast(DType.F64), numbers(-2, 2, 2, 3))
            .empty(empty(0, 2))
            .fails("cast: takes 1 operands", vector(1), vector(1))
            .gives(at(NaN, INF, MINUS), at(1, 1, 1), vector(NaN, INF, MINUS)),
        Row.of(new Cast(DType.F32), vector(0.5, -0.25, 3))
            .gives(at(NaN, INF, INF), at(1, 1, 1), vector(NaN, INF, 1e300)),
        Row.of(new Copy(), numbers(-2, 2, 2, 3))
            .empty(empty(2, 0))
            .fails("copy: takes 1 operands", vector(1), vector(1))
            .gives(at(NaN, INF, MINUS), at(1, 1, 1), vector(NaN, INF, MINUS)),
        Row.of(new DropoutMask(1, Optional.empty()), numbers(-2, 2, 2, 3))
            .empty(empty(0, 2))
            .fails("dropout_mask: takes 1 operands", vector(1), vector(1))
            .gives(at(0, 0), at(0, 0), vector(NaN, INF)),
        Row.of(new DropoutMask(0, Optional.empty()), numbers(-2, 2, 2, 3)),
        Row.of(new Cube(), numbers(-2, 2, 2, 3))
            .empty(empty(0))
            .gives(at(NaN, INF, MINUS, 0), at(NaN, INF, INF, 0), vector(NaN, INF, MINUS, 0)));
  }

  static Row binary(Binary op, Tensor a, Tensor b) {
    return Row.of(op, a, b)
        .empty(empty(0, 1), empty(1, 3))
        .fails(op.opName() + ": shapes [2, 3] and [2] do not broadcast", a, vector(1, 2))
        .fails("takes 2 operands, got 1", a);
  }

  private static List<Row> binary() {
    Tensor a = numbers(1, 2, 2, 3);
    Tensor b = numbers(3, 4, 3);
    Tensor left = vector(NaN, INF, INF, MINUS, 0, 0);
    Tensor right = vector(1, INF, MINUS, 0, INF, 0);
    return List.of(
        binary(Binary.ADD, a, b).gives(at(NaN, INF, NaN, MINUS, INF, 0), left, right),
        binary(Binary.SUB, a, b).gives(at(NaN, NaN, INF, MINUS, MINUS, 0), left, right),
        binary(Binary.MUL, a, b).gives(at(NaN, INF, MINUS, NaN, NaN, 0), left, right),
        binary(Binary.DIV, a, b).gives(at(NaN, NaN, NaN, MINUS, 0, NaN), left, right),
        binary(Binary.POW, a, b)
            .gives(at(NaN, INF, 0, 1, 0, 1), at(1, INF, NaN, 0, NaN, 0), left, right),
        binary(Binary.MAXIMUM, a, b).gives(at(NaN, INF, INF, 0, INF, 0), left, right),
        binary(Binary.MAXIMUM, b.expand(2, 3), a)
            .gives(at(NaN, INF), vector(1, MINUS), vector(NaN, INF)),
        binary(Binary.MINIMUM, a, b).gives(at(NaN, INF, MINUS, MINUS, 0, 0), left, right),
        binary(Binary.MINIMUM, b.expand(2, 3), a)
            .gives(at(NaN, MINUS), vector(1, MINUS), vector(NaN, INF)));
  }

  private static Row compare(Compare op, double... expected) {
    return Row.of(op, vector(1, 2, 3), vector(2, 2, 2))
        .empty(empty(0, 1), empty(2))
        .fails(op.opName() + ": shapes [3] and [2] do not broadcast", vector(1, 2, 3), vector(1, 2))
        .fails("takes 2 operands", vector(1))
        .gives(expected, vector(NaN, NaN, INF, MINUS, 0, 1), vector(NaN, 1, INF, INF, -0.0, MINUS));
  }

  private static List<Row> compare() {
    return List.of(
        compare(Compare.EQ, 0, 0, 1, 0, 1, 0),
        compare(Compare.NE, 1, 1, 0, 1, 0, 1),
        compare(Compare.LT, 0, 0, 0, 1, 0, 0),
        compare(Compare.LE, 0, 0, 1, 1, 1, 0),
        compare(Compare.GT, 0, 0, 0, 0, 0, 1),
        compare(Compare.GE, 0, 0, 1, 0, 1, 1));
  }

  private static List<Row> reduce() {
    Tensor x = numbers(0.5, 2, 2, 3, 2);
    Tensor edge = matrix(3, NaN, 1, 2, INF, 1, 2, MINUS, 1, 2, MINUS, 0, INF);
    return List.of(
        Row.of(new Reduce(Reduce.Kind.SUM, List.of(0, 2), false), x).empty(empty(0, 3, 2)),
        Row.of(new Reduce(Reduce.Kind.SUM, List.of(1), true), x)
            .empty(empty(3, 0))
            .fails("dimension 1 is out of range for shape [2]", vector(1, 2)),
        Row.of(new Reduce(Reduce.Kind.SUM, List.of(1), false), matrix(3, 1, 2, 3))
            .gives(at(NaN, INF, MINUS, NaN), edge),
        Row.of(new Reduce(Reduce.Kind.PROD, List.of(1), false), x)
            .empty(empty(3, 0))
            .fails("dimension 1 is out of range for shape [2]", vector(1, 2))
            .gives(at(NaN, INF, MINUS, NaN), matrix(2, NaN, 0, INF, 2, MINUS, 3, INF, 0)),
        Row.of(new Reduce(Reduce.Kind.PROD, List.of(0, 1, 2), true), x),
        Row.of(new Reduce(Reduce.Kind.MAX, List.of(1), false), x)
            .empty(empty(0, 3))
            .fails("amax: [2, 0] has no elements along [1]", empty(2, 0))
            .gives(at(NaN, INF, 2, INF), edge),
        Row.of(new Reduce(Reduce.Kind.MIN, List.of(1, 2), true), x)
            .empty(empty(0, 3, 3))
            .fails("amin: [2, 0, 1] has no elements along [1, 2]", empty(2, 0, 1)),
        Row.of(new Reduce(Reduce.Kind.MIN, List.of(1), false), matrix(3, 3, 1, 2))
            .gives(at(NaN, 1, MINUS, MINUS), edge),
        Row.of(new ArgReduce(true, 1, false), x)
            .empty(empty(0, 3))
            .fails("argmax: [2, 0] has no elements along dimension 1", empty(2, 0))
            .gives(at(0, 0, 2, 2), edge),
        Row.of(new ArgReduce(false, 1, true), x)
            .empty(empty(0, 3))
            .fails("argmin: [2, 0] has no elements along dimension 1", empty(2, 0))
            .gives(at(0, 1, 0, 0), edge));
  }

  private static List<Row> products() {
    return List.of(
        Row.of(new MatMul(), numbers(-2, 2, 2, 3), numbers(-2, 2, 3, 4))
            .empty(empty(2, 0), empty(0, 3))
            .fails("matmul: [2, 3] · [2, 3] do not fit", empty(2, 3), empty(2, 3))
            .fails("matmul: [3] · [3, 1] do not fit", empty(3), empty(3, 1))
            .gives(at(NaN, NaN, INF, NaN), matrix(2, NaN, 1, INF, 1), matrix(2, 1, 0, 3, 3)),
        Row.of(new MatMul(), numbers(-2, 2, 2, 1, 2, 3), numbers(-2, 2, 2, 3, 2))
            .empty(empty(2, 1, 2, 3), empty(0, 3, 2))
            .fails(
                "matmul: shapes [2] and [3] do not broadcast",
                numbers(0, 1, 2, 1, 2),
                numbers(0, 1, 3, 2, 1)),
        linear(Optional.empty(), at(NaN, NaN, -2, 11)),
        linear(Optional.of(Unary.RELU), at(NaN, NaN, 0, 11)),
        linear(Optional.of(Unary.SIGMOID), at(NaN, NaN, 0.11920292202211755, 0.999983298578152)),
        linear(Optional.of(Unary.TANH), at(NaN, NaN, -0.9640275800758169, 0.9999999994421064)));
  }

  private static Row linear(Optional<Unary> activation, double[] values) {
    return Row.of(
            new Fused.Linear(activation),
            numbers(-1, 1, 2, 2, 3),
            numbers(-1, 1, 4, 3),
            numbers(-1, 1, 4))
        .empty(empty(0, 3), empty(4, 3), empty(4))
        .fails("linear: takes 3 operands, got 2", empty(2, 3), empty(4, 3))
        .fails(
            "linear: x [2, 3], weight [3, 4] and bias [3] do not fit",
            empty(2, 3),
            empty(3, 4),
            empty(3))
        .gives(values, matrix(2, NaN, 1, 1, 2), matrix(2, 1, 0, 3, 4), vector(-3, 0));
  }

  private static List<Row> joins() {
    Tensor x = numbers(-2, 2, 2, 3);
    return List.of(
        Row.of(new Pad(1, 2, 1, 0, 7), x)
            .empty(empty(2, 0))
            .fails(new Pad(0, -1, 0, 0, 0), "counts cannot be negative", x)
            .gives(at(7, 7, NaN, INF, 7), at(1, 1), matrix(2, NaN, INF)),
        Row.of(new Pad(0, 1, 0, 2, 0), x).empty(empty(0, 3)),
        Row.of(new Concat(1), x, numbers(-2, 2, 2, 1), x)
            .empty(empty(2, 0), empty(2, 1))
            .fails("concat: shapes [2, 3] and [3, 3] differ", x, empty(3, 3))
            .fails("concat: shapes [2, 3] and [3] differ", x, empty(3))
            .gives(at(NaN, INF, MINUS), at(1), matrix(1, NaN), matrix(2, INF, MINUS)));
  }

  private static List<Row> index() {
    Tensor x = numbers(-2, 2, 3, 2);
    Tensor places = Tensor.of(new long[] {2, 0, 0, 0}, 2, 2);
    Tensor none = Tensor.zeros(DType.I64, Shape.of(0, 2));
    return List.of(
        Row.of(new Index.Gather(0), x, places)
            .empty(x, none)
            .fails("gather: index [2, 2] does not fit [3]", vector(1, 2, 3), places)
            .fails("gather: index [2, 2] does not fit [3, 1]", numbers(0, 1, 3, 1), places)
            .fails("gather: indices are int32, not int64", x, places.to(DType.I32))
            .fails(
                "gather: index 2 is out of range for dimension 0 of [1, 2]",
                matrix(2, 1, 2),
                places)
            .fails("gather: index -3 is out of range", x, places.neg().sub(1))
            .gives(at(NaN, INF, MINUS, INF), matrix(2, MINUS, INF, 0, 0, NaN, 0), places),
        Row.of(new Index.Gather(1), x, Tensor.of(new long[] {1, 1, 0, 0, 0, 1}, 2, 3).mT()),
        Row.of(new Index.ScatterAdd(0), x, places, numbers(-2, 2, 2, 2))
            .empty(x, none, empty(0, 2))
            .fails("scatter_add: shapes [2, 2] and [3, 2] differ", x, places, x)
            .fails("scatter_add: index [2, 2] does not fit [3]", vector(1, 2, 3), places, x)
            .fails(
                "scatter_add: index 2 is out of range",
                matrix(2, 1, 2),
                places,
                numbers(0, 1, 2, 2))
            .fails("scatter_add: indices are float64", x, x, x)
            .gives(
                at(INF, MINUS, 0, 0, NaN, 1),
                at(1, 1, 1, 1, 1, 1),
                matrix(2, 0, MINUS, 0, 0, 0, 1),
                places,
                matrix(2, NaN, 5, INF, 5)));
  }

  /// g · y · (1 − y)
  private static Chain sigmoidGradient() {
    return new Chain(
        3,
        List.of(
            Chain.Step.of(Binary.SUB, 2, 1),
            Chain.Step.of(Binary.MUL, 1, 3),
            Chain.Step.of(Binary.MUL, 0, 4)));
  }

  private static List<Row> fused() {
    Tensor x = numbers(-2, 2, 2, 3, 2);
    Tensor classes = Tensor.of(new long[] {2, 0}, 2);
    Tensor edge = matrix(2, NaN, 1, INF, 0, MINUS, 0, MINUS, MINUS);
    return List.of(
        Row.of(sigmoidGradient(), numbers(-2, 2, 2, 3), numbers(-1, 1, 3), numbers(1, 2, 2, 1))
            .empty(empty(0, 3), numbers(-1, 1, 3), numbers(1, 2, 1))
            .fails("takes 3 operands, got 1", vector(1, 2))
            .gives(at(0.25, NaN), vector(1, NaN), vector(0.5), vector(1)),
        Row.of(new Fused.Softmax(1), x)
            .empty(empty(2, 0))
            .fails("dimension 1 is out of range for shape [3]", vector(1, 2, 3))
            .gives(at(NaN, NaN, NaN, NaN, 0, 1, NaN, NaN), edge),
        Row.of(new Fused.Softmax(2), x).empty(empty(0, 1, 2)),
        Row.of(new Fused.LogSoftmax(1), x)
            .empty(empty(0, 3))
            .fails("dimension 1 is out of range for shape [3]", vector(1, 2, 3))
            .gives(at(NaN, NaN, NaN, NaN, MINUS, 0, NaN, NaN), edge),
        Row.of(new Fused.LogSoftmax(0), x),
        Row.of(new Fused.CrossEntropy(), numbers(-2, 2, 2, 3), classes)
            .empty(empty(0, 3), Tensor.zeros(DType.I64, Shape.of(0)))
            .fails(
                "cross_entropy: logits [3] and class numbers [2] do not fit",
                vector(1, 2, 3),
                classes)
            .fails(
                "row 0 has class number 2, but there are 2 logits", matrix(2, 1, 2, 3, 4), classes)
            .fails("cross_entropy: indices are float64", numbers(0, 1, 2, 3), vector(1, 2))
            .gives(at(NaN, INF), matrix(3, NaN, 0, 0, MINUS, 0, 0), classes),
        Row.of(new Fused.CrossEntropyGrad(), numbers(-2, 2, 2, 3), classes, numbers(-1, 1, 2))
            .empty(empty(0, 3), Tensor.zeros(DType.I64, Shape.of(0)), empty(0))
            .fails(
                "cross_entropy_backward: shapes [2] and [1] differ",
                matrix(3, 1, 2, 3, 4, 5, 6),
                classes,
                vector(1))
            .gives(
                at(NaN, NaN, NaN, -2, 1, 1),
                matrix(3, NaN, 0, 0, MINUS, 0, 0),
                classes,
                vector(1, 2)));
  }

  private static List<Row> views() {
    Tensor x = numbers(-2, 2, 2, 3);
    double[] values = {NaN, INF, MINUS, 0};
    double[] ones = {1, 1, 1, 1};
    Tensor edge = matrix(2, values);
    return List.of(
        Row.of(new View.Reshape(Shape.of(3, 2)), x)
            .fails("reshape: [4] has 4 elements, [3, 2] would have 6", vector(1, 2, 3, 4)),
        Row.of(new View.Reshape(Shape.of(4)), vector(1, 2, 3, 4)).gives(values, ones, edge),
        Row.of(new View.Reshape(Shape.of(0, 4)), empty(2, 0)).empty(empty(2, 0)),
        Row.of(new View.Permute(List.of(1, 0)), x)
            .empty(empty(2, 0))
            .fails("permute: [1, 0] is not an order of the 3 dimensions", empty(1, 2, 3))
            .fails(new View.Permute(List.of(0, 0)), "permute: [0, 0] is not an order", x)
            .gives(at(NaN, MINUS, INF, 0), ones, edge),
        Row.of(new View.Expand(Shape.of(2, 2, 3)), numbers(-2, 2, 2, 1))
            .fails("expand: [3, 3] does not expand to [2, 2, 3]", empty(3, 3))
            .fails("expand: [1, 2, 2, 3] does not expand to [2, 2, 3]", empty(1, 2, 2, 3)),
        Row.of(new View.Expand(Shape.of(2, 0)), empty(1, 0)).empty(empty(1, 0)),
        Row.of(new View.Expand(Shape.of(2, 2)), vector(1, 2))
            .gives(at(NaN, INF, NaN, INF), at(2, 2), vector(NaN, INF)),
        Row.of(new View.Slice(1, 0, 2, 2), x)
            .empty(empty(0, 3))
            .fails("slice: 2 elements from 0 by 2 leave dimension 1 of [2, 2]", empty(2, 2))
            .fails(new View.Slice(0, 3, 0, 1), "leave dimension 0 of [2, 3]", x)
            .fails(new View.Slice(0, 0, 1, -1), "steps must be positive", x),
        Row.of(new View.Slice(0, 1, 2, 1), vector(1, 2, 3))
            .gives(at(INF, MINUS), at(0, 1, 1, 0), vector(values)),
        Row.of(new View.Flip(List.of(0, 1)), x)
            .empty(empty(2, 0))
            .fails("dimension 1 is out of range for shape [2]", vector(1, 2))
            .gives(at(0, MINUS, INF, NaN), ones, edge));
  }

  static double[] at(double... values) {
    return values;
  }

  static Tensor vector(double... values) {
    return Tensor.of(values, values.length);
  }

  static Tensor matrix(int columns, double... values) {
    return Tensor.of(values, values.length / columns, columns);
  }

  static Tensor empty(int... shape) {
    return Tensor.zeros(DType.F64, Shape.of(shape));
  }

  /// Seeded numbers in a range, other ones for other shapes.
  static Tensor numbers(double low, double high, int... shape) {
    Shape sizes = Shape.of(shape);
    return Sampling.uniform(new Philox(sizes.hashCode()), DType.F64, sizes, low, high);
  }
}
