package kierkegrad.tensor;

import java.util.Arrays;
import java.util.Optional;
import kierkegrad.op.Attention;
import kierkegrad.op.AttentionOptions;
import kierkegrad.op.DropoutMask;

/// Attention in one go where it can be, otherwise composed.
final class AttentionMethods {
  private static final String NAME = "scaled_dot_product_attention";

  private AttentionMethods() {}

  static Tensor apply(Tensor q, Tensor k, Tensor v, AttentionOptions options) {
    if (q.rank() < 2 || k.rank() < 2 || v.rank() < 2) {
      throw misfit(q, k, v);
    }
    if (options.groupedQueries()) {
      return attend(q, repeated(k, q), repeated(v, q), options);
    }
    return attend(q, k, v, options);
  }

  private static Tensor attend(Tensor q, Tensor k, Tensor v, AttentionOptions options) {
    double scale = options.scale().orElse(1 / Math.sqrt(q.size(-1)));
    boolean plain = options.mask().isEmpty() && options.dropout() == 0;
    if (plain && k.shape().equals(v.shape())) {
      Shape lead = lead(q).broadcast(lead(k), NAME);
      return Tensor.apply(
          new Attention.DotProduct(options.causal(), scale),
          under(lead, q),
          under(lead, k),
          under(lead, v));
    }
    if (q.size(-1) != k.size(-1) || k.size(-2) != v.size(-2)) {
      throw misfit(q, k, v);
    }
    Tensor scores = q.matmul(k.mT()).mul(scale);
    if (options.mask().isPresent()) {
      Tensor m = options.mask().get();
      scores = m.dtype() == DType.BOOL ? where(m, scores) : scores.add(m);
    }
    if (options.causal()) {
      Tensor rows = Tensor.arange(q.size(-2)).unsqueeze(1);
      scores = where(rows.ge(Tensor.arange(k.size(-2))), scores);
    }
    Tensor weights = options.mask().isPresent() ? safeSoftmax(scores) : scores.softmax(-1);
    if (options.dropout() > 0) {
      DropoutMask mask = new DropoutMask(options.dropout(), Optional.empty());
      weights = weights.mul(Tensor.apply(mask, weights.detach()));
    }
    return weights.matmul(v);
  }

  /// Softmax along the last dimension; 0 in rows of −∞, and gradients of 0 there.
  private static Tensor safeSoftmax(Tensor scores) {
    if (scores.elements() == 0) {
      return scores.softmax(-1);
    }
    Tensor blind = scores.detach().amax(new int[] {-1}, true).eq(Double.NEGATIVE_INFINITY);
    Tensor zero = Tensor.zeros(scores.dtype(), Shape.SCALAR);
    return Tensor.where(blind, zero, Tensor.where(blind, zero, scores).softmax(-1));
  }

  /// Each head as often as the heads of q need it, neighbours together.
  private static Tensor repeated(Tensor x, Tensor q) {
    int heads = q.rank() < 3 ? 0 : q.size(-3);
    if (x.rank() < 3 || heads == 0 || x.size(-3) == 0 || heads % x.size(-3) != 0) {
      throw new ShapeException(
          NAME
              + ": the heads of "
              + x.shape()
              + " cannot serve those of q "
              + q.shape()
              + ": with grouped queries their number (dimension −3) divides that of q");
    }
    int times = heads / x.size(-3);
    int[] sizes = x.unsqueeze(-3).shape().toArray();
    sizes[sizes.length - 3] = times;
    return x.unsqueeze(-3).expand(sizes).flatten(-4, -3);
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
        NAME
            + ": q "
            + q.shape()
            + ", k "
            + k.shape()
            + " and v "
            + v.shape()
            + " do not fit: expects […, s, d], […, t, d] and […, t, e]");
  }
}
