package kierkegrad.op;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Attention in simpler operations: its weights, its gradients and their gradients, and how heads
/// lie side by side.
final class AttentionRules {
  static final Formula GRADIENT_FORMULA =
      Formula.of(
          "Y = (scale·S·K, scale·Sᵀ·Q, Pᵀ·G), S = P∘(D − Σ P∘D), D = G·Vᵀ",
          "dC/dG = D′·V + P·c, where dC/dY = (a, b, c), E = scale·(a·Kᵀ + Q·bᵀ), D′ = P∘(E − Σ P∘E)",
          "dC/dQ = scale·(S·b + H·K), H = P∘(F − Σ P∘F), F = G·cᵀ + E∘D − D·Σ P∘E − E·Σ P∘D",
          "dC/dK = scale·(Sᵀ·a + Hᵀ·Q)",
          "dC/dV = D′ᵀ·G");

  static final Formula SELF_FORMULA =
      Formula.of(
          "Y = (dQ, dK, dV) of self_attention at G and A = (Q, K, V)",
          "dC/dG as in scaled_dot_product_attention_backward, per head",
          "dC/dA = (dC/dQ, dC/dK, dC/dV), each as in scaled_dot_product_attention_backward");

  private AttentionRules() {}

  /// P = softmax(scale·Q·Kᵀ), `[…, s, t]`; 0 where a row may not look.
  static Tensor weights(Attention.DotProduct op, Tensor q, Tensor k) {
    Tensor scores = q.matmul(k.mT()).mul(op.scale());
    if (!op.causal()) {
      return scores.softmax(-1);
    }
    Tensor visible = Tensor.arange(q.size(-2)).unsqueeze(1).ge(Tensor.arange(k.size(-2)));
    Tensor never = Tensor.full(scores.dtype(), Shape.SCALAR, Double.NEGATIVE_INFINITY);
    return Tensor.where(visible, scores, never).softmax(-1);
  }

  /// The Jacobian of softmax at the weights p, which is symmetric: p∘(u − Σ p∘u).
  private static Tensor slope(Tensor p, Tensor u) {
    return p.mul(u.sub(rows(p.mul(u))));
  }

  private static Tensor rows(Tensor u) {
    return u.sum(new int[] {-1}, true);
  }

  /// The gradients in Q, K and V.
  static List<Tensor> gradients(Attention.DotProduct op, Tensor g, Tensor q, Tensor k, Tensor v) {
    Tensor p = weights(op, q, k);
    Tensor s = slope(p, g.matmul(v.mT())).mul(op.scale());
    return List.of(s.matmul(k), s.mT().matmul(q), p.mT().matmul(g));
  }

  /// The gradients in g, Q, K and V of those gradients, given theirs: a, b and c.
  static List<Supplier<Tensor>> second(
      Attention.DotProduct op, List<Tensor> abc, Tensor g, Tensor q, Tensor k, Tensor v) {
    Tensor a = abc.getFirst();
    Tensor b = abc.get(1);
    Tensor c = abc.get(2);
    Tensor p = weights(op, q, k);
    Tensor d = g.matmul(v.mT());
    Tensor s = slope(p, d).mul(op.scale());
    Tensor e = a.matmul(k.mT()).add(q.matmul(b.mT())).mul(op.scale());
    Tensor inner = slope(p, e);
    Supplier<Tensor> h =
        Rules.once(() -> {
          Tensor mixed = e.mul(d).sub(d.mul(rows(p.mul(e)))).sub(e.mul(rows(p.mul(d))));
          return slope(p, g.matmul(c.mT()).add(mixed)).mul(op.scale());
        });
    return Rules.gradients(
        () -> inner.matmul(v).add(p.matmul(c)),
        () -> s.matmul(b).add(h.get().matmul(k)),
        () -> s.mT().matmul(a).add(h.get().mT().matmul(q)),
        () -> inner.mT().matmul(g));
  }

  /// `[…, s, parts·h·d]` as `parts` views `[…, h, s, d]`.
  static List<Tensor> split(Tensor x, int heads, int parts) {
    int[] sizes = x.shape().toArray();
    int last = sizes.length - 1;
    int[] wide = new int[sizes.length + 2];
    System.arraycopy(sizes, 0, wide, 0, last);
    wide[last] = parts;
    wide[last + 1] = heads;
    wide[last + 2] = sizes[last] / (parts * heads);
    Tensor apart = x.reshape(wide);
    return IntStream.range(0, parts)
        .mapToObj(i -> apart.select(last, i).transpose(-3, -2))
        .toList();
  }

  /// The inverse of [#split].
  static Tensor join(List<Tensor> parts) {
    List<Tensor> rows = parts.stream().map(part -> part.transpose(-3, -2)).toList();
    Tensor apart = Tensor.stack(rows.getFirst().rank() - 2, rows);
    int[] sizes = apart.shape().toArray();
    int last = sizes.length - 3;
    int[] narrow = new int[last + 1];
    System.arraycopy(sizes, 0, narrow, 0, last);
    narrow[last] = sizes[last] * sizes[last + 1] * sizes[last + 2];
    return apart.reshape(narrow);
  }
}
