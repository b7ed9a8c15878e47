package kierkegrad.tensor;

import java.util.Arrays;
import java.util.Optional;
import kierkegrad.op.Attention;

/// Attention in one go where it can be, otherwise composed.
final class AttentionMethods {
  private AttentionMethods() {}

  static Tensor apply(Tensor q, Tensor k, Tensor v, Optional<Tensor> mask, boolean causal) {
    if (q.rank() < 2 || k.rank() < 2 || v.rank() < 2) {
      throw misfit(q, k, v);
    }
    double scale = 1 / Math.sqrt(q.size(-1));
    if (mask.isEmpty() && k.shape().equals(v.shape())) {
      Shape lead = lead(q).broadcast(lead(k), "scaled_dot_product_attention");
      return Tensor.apply(
          new Attention.DotProduct(causal, scale), under(lead, q), under(lead, k), under(lead, v));
    }
    if (q.size(-1) != k.size(-1) || k.size(-2) != v.size(-2)) {
      throw misfit(q, k, v);
    }
    Tensor scores = q.matmul(k.mT()).mul(scale);
    if (mask.isPresent()) {
      Tensor m = mask.get();
      scores = m.dtype() == DType.BOOL ? where(m, scores) : scores.add(m);
    }
    if (causal) {
      Tensor rows = Tensor.arange(q.size(-2)).unsqueeze(1);
      scores = where(rows.ge(Tensor.arange(k.size(-2))), scores);
    }
    return scores.softmax(-1).matmul(v);
  }

  private static Tensor where(Tensor visible, Tensor scores) {
    Tensor never = Tensor.full(scores.dtype(), Shape.SCALAR, Double.NEGATIVE_INFINITY);
    return Tensor.where(visible, scores, never);
  }

  private static Shape lead(Tensor x) {
    return Shape.of(Arrays.copyOf(x.shape().toArray(), x.rank() - 2));
  }

  private static Tensor under(Shape lead, Tensor x) {
    int[] sizes = Arrays.copyOf(lead.toArray(), lead.rank() + 2);
    sizes[lead.rank()] = x.size(-2);
    sizes[lead.rank() + 1] = x.size(-1);
    return x.expand(Shape.of(sizes));
  }

  private static ShapeException misfit(Tensor q, Tensor k, Tensor v) {
    return new ShapeException(
        "scaled_dot_product_attention: q "
            + q.shape()
            + ", k "
            + k.shape()
            + " and v "
            + v.shape()
            + " do not fit: expects […, s, d], […, t, d] and […, t, e]");
  }
}
