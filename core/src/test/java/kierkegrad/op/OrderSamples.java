package kierkegrad.op;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static kierkegrad.op.Samples.at;
import static kierkegrad.op.Samples.empty;
import static kierkegrad.op.Samples.matrix;
import static kierkegrad.op.Samples.numbers;
import static kierkegrad.op.Samples.vector;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The part of [Samples] that runs along a dimension, sorts it, or puts elements at computed
/// places.
final class OrderSamples {
  private static final double INF = POSITIVE_INFINITY;
  private static final double MINUS = NEGATIVE_INFINITY;

  private OrderSamples() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>(scans());
    rows.addAll(orders());
    rows.addAll(scatters());
    return rows;
  }

  private static Row scan(Scan.Kind kind, double... values) {
    return Row.of(new Scan(kind, 1), numbers(-2, 2, 2, 3, 2))
        .empty(empty(2, 0))
        .fails("takes 1 operands, got 2", vector(1), vector(2))
        .fails("dimension 1 is out of range for shape [3]", vector(1, 2, 3))
        .gives(values, matrix(3, 1, NaN, 2, 2, INF, MINUS, 3, 0, 4));
  }

  private static List<Row> scans() {
    double log = Math.log(Math.exp(2) + Math.exp(4));
    return List.of(
        scan(Scan.Kind.SUM, 1, NaN, NaN, 2, INF, NaN, 3, 3, 7),
        scan(Scan.Kind.PROD, 1, NaN, NaN, 2, INF, MINUS, 3, 0, 0),
        Row.of(new Scan(Scan.Kind.PROD, 0), matrix(2, 0, 1, 2, 0, 3, 0))
            .gives(at(0, 0, 0), at(9, 0, 0), vector(0, 2, 3)),
        Row.of(new Scan(Scan.Kind.LOGSUMEXP, 0), numbers(-2, 2, 4, 3))
            .empty(empty(0, 2))
            .gives(at(MINUS, 2, log, INF, NaN), vector(MINUS, 2, 4, INF, NaN)),
        Row.of(new Recurrence(1), numbers(-1, 1, 2, 4), numbers(-1, 1, 4).expand(2, 4))
            .empty(empty(2, 0), empty(2, 0))
            .fails("recurrence: shapes [2] and [3] differ", vector(1, 2), vector(1, 2, 3))
            .gives(at(1, 5), at(0, 1), matrix(2, 7, 3), matrix(2, 1, 2)));
  }

  private static List<Row> orders() {
    Tensor edge = matrix(4, 2, NaN, -0.0, 0, INF, 1, 1, MINUS);
    Tensor rows = matrix(4, MINUS, 1, 1, 3, 2, 4, INF, NaN);
    return List.of(
        Row.of(new Order.ArgSort(false), numbers(-2, 2, 2, 5))
            .empty(empty(2, 0))
            .fails("argsort: takes 1 operands", vector(1), vector(2))
            .gives(at(2, 3, 0, 1, 3, 1, 2, 0), edge),
        Row.of(new Order.ArgSort(true), numbers(-2, 2, 2, 5))
            .gives(at(1, 0, 2, 3, 0, 1, 2, 3), edge),
        Row.of(new Order.ArgScan(true), numbers(-2, 2, 2, 5))
            .empty(empty(0, 2))
            .gives(at(0, 1, 1, 1, 0, 0, 0, 0), edge),
        Row.of(new Order.ArgScan(false), numbers(-2, 2, 2, 5))
            .gives(at(0, 1, 1, 1, 0, 1, 2, 3), edge),
        Row.of(new Order.SearchSorted(false), rows, numbers(-2, 5, 2, 3))
            .empty(empty(2, 0), empty(2, 3))
            .fails("searchsorted: rows [2, 3] and values [2] do not fit", empty(2, 3), vector(1, 2))
            .gives(at(1, 4, 2, 3), rows, matrix(2, 1, NaN, INF, NaN)),
        Row.of(new Order.SearchSorted(true), vector(1, 1, 3), numbers(-2, 5, 2, 3))
            .gives(at(2, 3, 0), vector(1, 1, 3), vector(1, 3, MINUS)));
  }

  private static List<Row> scatters() {
    Tensor x = numbers(-2, 2, 3, 2);
    Tensor places = Tensor.of(new long[] {2, 0, 0, 1}, 2, 2);
    Tensor same = Tensor.of(new long[] {0, 0, 0}, 3);
    Tensor none = Tensor.zeros(DType.I64, Shape.of(0, 2));
    return List.of(
        Row.of(new Index.Scatter(0), x, places, numbers(-2, 2, 2, 2))
            .empty(x, none, empty(0, 2))
            .fails("scatter: shapes [2, 2] and [3, 2] differ", x, places, x)
            .fails("scatter: indices are float64", x, x, x)
            .fails("scatter: index 2 is out of range", matrix(2, 1, 2), places, numbers(0, 1, 2, 2))
            .gives(at(3, INF), at(0, 1), vector(NaN, INF), same, vector(1, 2, 3)),
        Row.of(new Index.ScatterExtreme(0, true), x, places, numbers(-2, 2, 2, 2))
            .empty(x, none, empty(0, 2))
            .fails("scatter_amax: shapes [2, 2] and [3, 2] differ", x, places, x)
            .gives(at(3, INF), at(0.5, 1), vector(3, INF), same, vector(1, 2, 3))
            .gives(at(NaN), vector(3), same, vector(1, NaN, 3)),
        Row.of(new Index.ScatterExtreme(1, false), x, places.clamp(0, 1), numbers(-2, 2, 2, 2)));
  }
}
