package kierkegrad.op;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static kierkegrad.op.Samples.at;
import static kierkegrad.op.Samples.empty;
import static kierkegrad.op.Samples.numbers;
import static kierkegrad.op.Samples.vector;

import java.util.List;
import java.util.Optional;
import kierkegrad.tensor.Tensor;

/// The rows of activation functions.
final class ActivationSamples {
  private static final double INF = POSITIVE_INFINITY;
  private static final double MINUS = NEGATIVE_INFINITY;

  private ActivationSamples() {}

  /// At NaN, ∞, −∞, 0: the value, then the slope.
  private static Row row(Composed op, double low, double high, double[] values, double[] slopes) {
    return Row.of(op, numbers(low, high, 2, 3))
        .empty(empty(0, 3))
        .fails("takes 1 operands, got 2", numbers(0, 1, 2), numbers(0, 1, 2))
        .gives(values, slopes, vector(NaN, INF, MINUS, 0));
  }

  static List<Row> all() {
    double scale = 1.0507009873554805;
    double steep = 1.6732632423543772 * scale;
    Tensor x = numbers(-2, 2, 2, 3);
    Tensor w = numbers(0.5, 2, 3);
    return List.of(
        row(Curve.SILU, -2, 2, at(NaN, INF, NaN, 0), at(NaN, NaN, NaN, 0.5)),
        row(Curve.MISH, -2, 2, at(NaN, INF, NaN, 0), at(NaN, NaN, NaN, 0.6)),
        row(Curve.LOG_SIGMOID, -2, 2, at(NaN, 0, MINUS, -Math.log(2)), at(NaN, 0, 1, 0.5)),
        row(Curve.HARDSIGMOID, -2, 2, at(NaN, 1, 0, 0.5), at(0, 0, 0, 1 / 6.0)),
        row(Curve.HARDSWISH, -2, 2, at(NaN, INF, NaN, 0), at(NaN, 1, 0, 0.5)),
        row(Curve.HARDSWISH, -5, -4, at(NaN, INF, NaN, 0), at(NaN, 1, 0, 0.5)),
        row(Curve.TANHSHRINK, -2, 2, at(NaN, INF, MINUS, 0), at(NaN, 1, 1, 0)),
        row(Curve.SOFTSIGN, 0.5, 2, at(NaN, NaN, NaN, 0), at(NaN, 0, 0, 1)),
        row(Curve.SELU, -2, -0.5, at(NaN, INF, -steep, 0), at(NaN, scale, 0, steep)),
        row(new Bend.LeakyRelu(0.1), 0.5, 2, at(NaN, INF, MINUS, 0), at(0.1, 1, 0.1, 0.1)),
        row(new Bend.LeakyRelu(0.2), -2, -1, at(NaN, INF, MINUS, 0), at(0.2, 1, 0.2, 0.2)),
        row(new Bend.Elu(1.5), -2, -0.5, at(NaN, INF, -1.5, 0), at(NaN, 1, 0, 1.5)),
        row(new Bend.Elu(0.7), 0.5, 2, at(NaN, INF, -0.7, 0), at(NaN, 1, 0, 0.7)),
        row(new Bend.Celu(0.5), -2, -0.5, at(NaN, INF, -0.5, 0), at(NaN, 1, 0, 1)),
        row(new Bend.Hardtanh(-1, 2), -0.5, 0.5, at(NaN, 2, -1, 0), at(0, 0, 0, 1)),
        row(new Bend.Hardtanh(0, 6), 1, 2, at(NaN, 6, 0, 0), at(0, 0, 0, 0)),
        row(new Bend.Softplus(2, 10), -2, 2, at(NaN, INF, 0, Math.log(2) / 2), at(NaN, 1, 0, 0.5)),
        row(new Bend.Softshrink(0.4), 0.5, 2, at(NaN, INF, MINUS, 0), at(0, 1, 1, 0)),
        row(new Bend.Hardshrink(0.4), -2, -0.5, at(NaN, INF, MINUS, 0), at(0, 1, 1, 0)),
        row(new Bend.Threshold(1, 7), 2, 3, at(NaN, INF, 7, 7), at(1, 1, 0, 0)),
        Row.of(new Bend.Prelu(), x.add(0.1), w)
            .empty(empty(0, 3), w)
            .fails("prelu: shapes [2, 3] and [2] do not broadcast", x, vector(1, 2))
            .fails("takes 2 operands, got 1", x)
            .gives(
                at(NaN, INF, MINUS, 0),
                at(0.5, 1, 0.5, 0.5),
                vector(NaN, INF, MINUS, 0),
                vector(0.5)),
        Row.of(new Bend.Glu(), x, w)
            .empty(empty(0, 3), w)
            .fails("glu: shapes [2, 3] and [2] do not broadcast", x, vector(1, 2))
            .gives(at(INF, 0, NaN), at(1, 0, NaN), vector(INF, 2, 1), vector(INF, MINUS, NaN)),
        Row.of(new RandomSlope(0.25, 0.25, Optional.empty()), numbers(-2, 2, 2, 3))
            .empty(empty(0, 2))
            .fails("rrelu_slope: takes 1 operands", vector(1), vector(1))
            .gives(at(1, 1, 0.25, 0.25), at(0, 0, 0, 0), vector(NaN, INF, MINUS, 0)),
        Row.of(new Composed.Gradient(Curve.SILU, 0), x, numbers(-1, 2, 3))
            .empty(empty(0, 3), empty(3))
            .fails("takes 2 operands, got 1", x),
        Row.of(new Composed.Gradient(new Bend.Glu(), 1), x, w, numbers(-1, 2, 2, 3)),
        Row.of(new Composed.Gradient(new Bend.Softplus(2, 1), 0), x, numbers(-1, 0.4, 3)));
  }
}
