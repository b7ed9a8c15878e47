package kierkegrad.op;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static kierkegrad.op.Samples.at;
import static kierkegrad.op.Samples.empty;
import static kierkegrad.op.Samples.matrix;
import static kierkegrad.op.Samples.numbers;
import static kierkegrad.op.Samples.vector;

import java.util.List;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The part of [Samples] that chooses slices by indices.
final class IndexSamples {
  private static final double INF = POSITIVE_INFINITY;

  private IndexSamples() {}

  static List<Row> all() {
    Tensor x = numbers(-2, 2, 3, 2);
    Tensor cube = numbers(-2, 2, 2, 3, 4);
    Tensor places = Tensor.of(new long[] {2, 0, 2}, 3);
    Tensor none = Tensor.zeros(DType.I64, Shape.of(0));
    Tensor edge = matrix(2, 0, NaN, INF, 1);
    return List.of(
        Row.of(new Slices.Select(0), x, places)
            .empty(x, none)
            .fails("index_select: takes 2 operands", x)
            .fails("expects a vector of indices, got [1, 3] for [3, 2]", x, places.unsqueeze(0))
            .fails("index_select: indices are float64, not int64", x, vector(1, 2))
            .fails(
                "index_select: index 2 is out of range for dimension 0 of [2, 2], use 0 to 1",
                edge,
                places)
            .gives(
                at(INF, 1, 0, NaN, INF, 1),
                at(1, 1, 2, 2),
                edge,
                Tensor.of(new long[] {1, 0, 1}, 3)),
        Row.of(new Slices.Select(1), cube, places),
        Row.of(new Slices.Add(0), x, places, numbers(-1, 1, 3, 2))
            .empty(x, none, empty(0, 2))
            .fails("index_add: shapes [3, 2] and [2, 2] differ", x, places, edge)
            .fails("index_add: index 2 is out of range", edge, places, x)
            .gives(
                at(0, NaN, INF, 4),
                at(1, 1, 1, 1),
                edge,
                Tensor.of(new long[] {1, 1}, 2),
                matrix(2, 1, 2, 3, 1)),
        Row.of(new Slices.Add(1), cube, places, numbers(-1, 1, 2, 3, 4)),
        Row.of(new Slices.Put(0), x, Tensor.of(new long[] {2, 0}, 2), numbers(-1, 1, 2, 2))
            .empty(x, none, empty(0, 2))
            .fails("index_copy: shapes [3, 2] and [2, 2] differ", x, places, edge)
            .fails("index_copy: index 2 is out of range", edge, places, x)
            .gives(
                at(0, NaN, 3, 1),
                at(1, 1, 0, 0),
                edge,
                Tensor.of(new long[] {1}, 1),
                matrix(2, 3, 1)),
        Row.of(new Slices.Put(1), cube, Tensor.of(new long[] {1, 2}, 2), numbers(-1, 1, 2, 2, 4)));
  }
}
