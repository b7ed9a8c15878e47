package kierkegrad.op;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static kierkegrad.op.Samples.at;
import static kierkegrad.op.Samples.binary;
import static kierkegrad.op.Samples.empty;
import static kierkegrad.op.Samples.numbers;
import static kierkegrad.op.Samples.unary;
import static kierkegrad.op.Samples.vector;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.tensor.Tensor;

/// The part of [Samples] with trigonometric, hyperbolic and special functions, and remainders.
final class FunctionSamples {
  private static final double INF = POSITIVE_INFINITY;
  private static final double MINUS = NEGATIVE_INFINITY;
  private static final double HALF_PI = Math.PI / 2;

  private FunctionSamples() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>(functions());
    rows.addAll(pairs());
    return rows;
  }

  /// At NaN, ∞, −∞, 0.
  private static List<Row> functions() {
    double[] flat = {0, 0, 0, 0};
    double bell = 2 / Math.sqrt(Math.PI);
    return List.of(
        unary(Unary.CEIL, 0.1, 0.9, at(NaN, INF, MINUS, 0), flat),
        unary(Unary.TRUNC, 0.1, 0.9, at(NaN, INF, MINUS, 0), flat),
        unary(Unary.TAN, -1, 1, at(NaN, NaN, NaN, 0), at(NaN, NaN, NaN, 1)),
        unary(Unary.ASIN, -0.8, 0.8, at(NaN, NaN, NaN, 0), at(NaN, NaN, NaN, 1)),
        unary(Unary.ACOS, -0.8, 0.8, at(NaN, NaN, NaN, HALF_PI), at(NaN, NaN, NaN, -1)),
        unary(Unary.ATAN, -2, 2, at(NaN, HALF_PI, -HALF_PI, 0), at(NaN, 0, 0, 1)),
        unary(Unary.SINH, -2, 2, at(NaN, INF, MINUS, 0), at(NaN, INF, INF, 1)),
        unary(Unary.COSH, -2, 2, at(NaN, INF, INF, 1), at(NaN, INF, MINUS, 0)),
        unary(Unary.ASINH, -2, 2, at(NaN, INF, MINUS, 0), at(NaN, 0, 0, 1)),
        unary(Unary.ACOSH, 1.2, 3, at(NaN, INF, NaN, NaN), at(NaN, 0, 0, NaN)),
        unary(Unary.ATANH, -0.8, 0.8, at(NaN, NaN, NaN, 0), at(NaN, 0, 0, 1)),
        unary(Unary.EXP2, -2, 2, at(NaN, INF, 0, 1), at(NaN, INF, 0, Math.log(2))),
        unary(Unary.LOG2, 0.5, 2, at(NaN, INF, NaN, MINUS), at(NaN, 0, -0.0, INF)),
        unary(Unary.LOG10, 0.5, 2, at(NaN, INF, NaN, MINUS), at(NaN, 0, -0.0, INF)),
        unary(Unary.ERFC, -2, 2, at(NaN, 0, 2, 1), at(NaN, 0, 0, -bell)),
        unary(
            Unary.ERFINV,
            -0.8,
            0.8,
            at(NaN, NaN, NaN, 0),
            at(NaN, NaN, NaN, Math.sqrt(Math.PI) / 2)),
        unary(Unary.LGAMMA, 0.5, 3, at(NaN, INF, INF, INF), at(NaN, INF, NaN, MINUS)),
        Row.of(new Polygamma(0), numbers(0.5, 3, 2, 3))
            .empty(empty(0, 3))
            .fails("digamma: takes 1 operands", vector(1), vector(2))
            .gives(at(NaN, INF, MINUS, NaN), vector(NaN, INF, 0, -1)),
        Row.of(new Polygamma(1), numbers(0.5, 3, 2, 3))
            .gives(at(NaN, 0, INF, Math.PI * Math.PI / 6), vector(NaN, INF, 0, 1)));
  }

  private static List<Row> pairs() {
    Tensor a = numbers(1, 2, 2, 3);
    Tensor b = numbers(3, 4, 3);
    Tensor left = vector(NaN, INF, 0, -5, 5, 3);
    Tensor right = vector(1, 2, 0, 3, -3, INF);
    return List.of(
        binary(Binary.ATAN2, a, b).gives(at(NaN, HALF_PI, 0), vector(NaN, INF, 0), vector(1, 2, 0)),
        binary(Binary.HYPOT, a, b)
            .gives(at(NaN, INF, 0, 5), vector(NaN, INF, 0, 3), vector(1, 2, 0, 4)),
        binary(Binary.LOGADDEXP, a, b)
            .gives(
                at(NaN, INF, Math.log(2), MINUS),
                vector(NaN, INF, 0, MINUS),
                vector(1, INF, 0, MINUS)),
        binary(Binary.XLOGY, a, b)
            .gives(
                at(NaN, INF, 0, NaN, 0),
                at(0, Math.log(2), 0, NaN, INF),
                vector(NaN, INF, 0, -1, 0),
                vector(1, 2, 0, -1, INF)),
        binary(Binary.FMOD, b.expand(2, 3), a).gives(at(NaN, NaN, NaN, -2, 2, 3), left, right),
        binary(Binary.REMAINDER, b.expand(2, 3), a).gives(at(NaN, NaN, NaN, 1, -1, 3), left, right),
        binary(Binary.FLOOR_DIVIDE, b.expand(2, 3), a)
            .gives(at(NaN, NaN, NaN, -2, -2, 0), left, right));
  }
}
