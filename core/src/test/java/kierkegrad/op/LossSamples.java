package kierkegrad.op;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static kierkegrad.op.Samples.at;
import static kierkegrad.op.Samples.empty;
import static kierkegrad.op.Samples.numbers;
import static kierkegrad.op.Samples.vector;

import java.util.List;
import kierkegrad.tensor.Tensor;

/// The rows of losses that are one operation.
final class LossSamples {
  private static final double INF = POSITIVE_INFINITY;
  private static final double MINUS = NEGATIVE_INFINITY;

  private LossSamples() {}

  private static Row row(Composed op, Tensor x, Tensor t) {
    return Row.of(op, x, t)
        .empty(empty(0, 3), empty(3))
        .fails(op.opName() + ": shapes [2, 3] and [2] do not broadcast", x, vector(1, 2));
  }

  static List<Row> all() {
    Tensor x = numbers(-2, 2, 2, 3);
    Tensor share = numbers(0.1, 0.9, 2, 3);
    Tensor t = numbers(0.2, 0.8, 3);
    Tensor v = numbers(0.5, 2, 3);
    return List.of(
        row(Divergence.BINARY, share, t).gives(at(100, 0, NaN), vector(0, 1, NaN), vector(1, 1, 1)),
        row(Divergence.LOGITS, x, t)
            .gives(at(INF, NaN, NaN, NaN), vector(INF, MINUS, INF, NaN), vector(0.5, 1, 1, 1)),
        Row.of(Divergence.WEIGHTED_LOGITS, x, t, v)
            .empty(empty(0, 3), empty(3), empty(3))
            .fails("takes 3 operands, got 2", x, t),
        row(Divergence.KL, x, t).gives(at(0, -2, MINUS), vector(3, 2, INF), vector(0, 1, 1)),
        row(Divergence.KL_LOG, x, t)
            .gives(at(-2, NaN, MINUS), vector(2, 0, INF), vector(0, MINUS, 0)),
        row(Divergence.POISSON, x, v).gives(at(NaN, INF), vector(MINUS, 800), vector(0, 0)),
        Row.of(Divergence.STIRLING, numbers(1.5, 4, 2, 3))
            .empty(empty(0))
            .fails("takes 1 operands, got 2", x, t)
            .gives(at(0, 0, NaN, 0), vector(1, 0.5, INF, MINUS)),
        Row.of(Divergence.GAUSSIAN, x, t, v)
            .empty(empty(0, 3), empty(3), empty(3))
            .fails("gaussian_nll_loss: shapes [2, 3] and [2] do not broadcast", x, t, vector(1, 2))
            .gives(at(2, INF, NaN), vector(3, INF, NaN), vector(1, 1, 1), vector(1, 1, 1)),
        row(Divergence.SOFT_MARGIN, x, v)
            .gives(at(0, INF, Math.log(2)), vector(INF, MINUS, 0), vector(1, 1, 1)),
        row(new Penalty.SmoothL1(0.7), x, t)
            .gives(at(INF, INF, NaN, 0), at(1, -1, NaN, 0), vector(INF, MINUS, NaN, 1), vector(1)),
        row(new Penalty.SmoothL1(3), x, t),
        row(new Penalty.Huber(0.7), x, t)
            .gives(
                at(INF, INF, NaN, 0), at(0.7, -0.7, NaN, 0), vector(INF, MINUS, NaN, 1), vector(1)),
        row(new Penalty.Huber(3), x, t),
        row(new Penalty.Poisson(0.5), share, t)
            .gives(at(Math.log(2), NaN), vector(0, NaN), vector(1)),
        row(new Penalty.HingeEmbedding(1), x, vector(1, -1, 0))
            .gives(at(INF, INF, 0), vector(INF, MINUS, INF), vector(1, -1, -1)),
        Row.of(new Penalty.MarginRanking(0.5), x, numbers(-1, 1, 3), vector(1, -1, 1))
            .empty(empty(0, 3), empty(3), empty(3))
            .fails("margin_ranking_loss: takes 3 operands, got 2", x, x)
            .gives(at(0.5, INF, NaN), vector(0, MINUS, NaN), vector(0), vector(1)),
        Row.of(new Composed.Gradient(Divergence.WEIGHTED_LOGITS, 0), x, x, t, v));
  }
}
