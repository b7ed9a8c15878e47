package kierkegrad.op;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static kierkegrad.op.Samples.at;
import static kierkegrad.op.Samples.empty;
import static kierkegrad.op.Samples.numbers;
import static kierkegrad.op.Samples.vector;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.tensor.Tensor;

/// The rows of what transformers and normalised networks are made of.
final class TransformerSamples {
  private TransformerSamples() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>(gelu());
    rows.addAll(norm());
    rows.addAll(attention());
    return rows;
  }

  /// At −∞ it is −∞ · 0, at ∞ the slope has the term ∞ · 0, as in PyTorch.
  private static List<Row> gelu() {
    List<Row> rows = new ArrayList<>();
    Tensor x = numbers(-2, 2, 2, 3);
    Tensor edge = vector(NaN, POSITIVE_INFINITY, NEGATIVE_INFINITY, 0);
    for (boolean tanh : new boolean[] {false, true}) {
      rows.add(
          Row.of(new Gelu.Value(tanh), x)
              .empty(empty(0, 3))
              .fails("takes 1 operands, got 2", x, x)
              .gives(at(NaN, POSITIVE_INFINITY, NaN, 0), at(NaN, NaN, NaN, 0.5), edge));
      rows.add(
          Row.of(new Gelu.Gradient(tanh), numbers(-2, 2, 2, 3), x.mul(0.7).add(0.1))
              .empty(empty(2, 0), empty(2, 0))
              .fails("gelu_backward: shapes [2, 3] and [3] differ", x, vector(1, 2, 3))
              .gives(at(NaN, NaN, NaN, 1), vector(1, 1, 1, 2), edge));
    }
    return rows;
  }

  private static List<Row> norm() {
    Tensor x = numbers(-2, 2, 3, 2, 4);
    Tensor w = numbers(0.5, 2, 4);
    Tensor b = numbers(-1, 1, 4).mul(0.5);
    Tensor matrix = numbers(0.5, 2, 2, 4);
    Tensor channels = numbers(0.5, 2, 2);
    Tensor edge = Samples.matrix(2, NaN, 1, 0, 2);
    Norm.LayerNorm one = new Norm.LayerNorm(1, 1e-5);
    Norm.LayerNorm two = new Norm.LayerNorm(2, 0.1);
    Norm.BatchNorm batch = new Norm.BatchNorm(1e-5);
    return List.of(
        Row.of(one, x, w, b)
            .empty(empty(0, 3), empty(3), empty(3))
            .fails("layer_norm: [3, 2, 4] needs weight and bias [4], got [2]", x, channels, b)
            .fails(new Norm.LayerNorm(2, 0), "[4] does not have the 2 dimensions", w, w, w),
        Row.of(new Norm.LayerNorm(1, 0), x, w, b)
            .gives(at(NaN, NaN, -1, 3), edge, vector(1, 1), vector(0, 2)),
        Row.of(two, x, matrix, matrix.mul(0.1)),
        Row.of(batch, x, channels, channels.mul(0.1))
            .empty(empty(0, 2, 3), empty(2), empty(2))
            .fails("batch_norm: [4] has no channels", w, w, w)
            .fails("batch_norm: [3, 2, 4] needs weight and bias [2], got [4]", x, channels, w),
        Row.of(batch, matrix, w, b),
        Row.of(new Norm.Gradient(one), numbers(-1, 1, 3, 2, 4).mul(0.5), x, w)
            .empty(empty(0, 3), empty(0, 3), empty(3))
            .fails("layer_norm_backward: shapes [4] and [3, 2, 4] differ", w, x, w),
        Row.of(new Norm.Gradient(two), numbers(-1, 1, 3, 2, 4).mul(0.5), x, matrix),
        Row.of(new Norm.Gradient(batch), numbers(-1, 1, 3, 2, 4).mul(0.5), x, channels)
            .empty(empty(0, 2, 3), empty(0, 2, 3), empty(2)));
  }

  private static List<Row> attention() {
    List<Row> rows = new ArrayList<>();
    Tensor q = numbers(-2, 2, 2, 3, 2);
    Tensor k = numbers(-2, 2, 2, 4, 2);
    Tensor v = k.flip(1).mul(0.5);
    Tensor g = q.mul(-0.7);
    Tensor qkv = numbers(-1, 1, 2, 3, 12);
    for (boolean causal : new boolean[] {false, true}) {
      Attention.DotProduct dot = new Attention.DotProduct(causal, 0.7);
      Attention.SelfAttention self = new Attention.SelfAttention(2, causal);
      rows.add(
          Row.of(dot, q, k, v)
              .empty(empty(0, 3, 2), empty(0, 4, 2), empty(0, 4, 2))
              .fails("q [2, 3, 2], k [2, 4, 2] and v [2, 3, 2] do not fit", q, k, q)
              .fails("takes 3 operands", q));
      rows.add(
          Row.of(new Attention.DotProductGradient(dot), g, q, k, v)
              .empty(empty(2, 0, 2), empty(2, 0, 2), empty(2, 4, 2), empty(2, 4, 2))
              .fails("shapes [2, 4, 2] and [2, 3, 2] differ", k, q, k, v));
      rows.add(
          Row.of(self, qkv)
              .empty(empty(2, 0, 6))
              .fails("[2, 3, 2] is not […, s, 3·h·d] with h = 2 heads", q));
      rows.add(
          Row.of(new Attention.SelfAttentionGradient(self), numbers(-1, 1, 2, 3, 4), qkv)
              .empty(empty(0, 3, 4), empty(0, 3, 12))
              .fails("shapes [2, 3, 2] and [2, 3, 4] differ", q, qkv));
    }
    return rows;
  }
}
