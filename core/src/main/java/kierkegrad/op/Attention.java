package kierkegrad.op;

import java.util.List;
import java.util.function.Supplier;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Attention (Vaswani et al., 2017): `softmax(scale·Q·Kᵀ)·V`. The matrix of weights `[s, t]` is
/// never kept: the gradient computes it again.
///
/// Causal means that row i of Q sees rows 0 to i of K and V only, as PyTorch's `is_causal`.
public sealed interface Attention extends Fused {
  /// Whether a row sees only rows up to its own.
  boolean causal();

  @Override
  default DType dtype(List<DType> in) {
    return in.getFirst().floating();
  }

  /// Operands Q `[…, s, d]`, K and V `[…, t, d]`, result `[…, s, d]`. PyTorch
  /// `scaled_dot_product_attention`.
  record DotProduct(boolean causal, double scale) implements Attention {
    @Override
    public String opName() {
      return "scaled_dot_product_attention";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 3);
      Shape q = in.getFirst();
      Shape k = in.get(1);
      boolean fit = q.rank() >= 2 && k.rank() == q.rank() && k.equals(in.get(2));
      if (!fit || !q.with(q.rank() - 2, k.size(-2)).equals(k)) {
        throw new ShapeException(
            opName()
                + ": q "
                + q
                + ", k "
                + k
                + " and v "
                + in.get(2)
                + " do not fit: expects […, s, d], […, t, d] and […, t, d]");
      }
      return q;
    }

    @Override
    public Tensor decompose(Inputs in) {
      return AttentionRules.weights(this, in.a(), in.b()).matmul(in.c());
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      Supplier<Tensor> all =
          Rules.once(() -> Tensor.apply(new DotProductGradient(this), g, in.a(), in.b(), in.c()));
      int s = in.a().size(-2);
      int t = in.b().size(-2);
      return Rules.gradients(
          () -> all.get().narrow(-2, 0, s),
          () -> all.get().narrow(-2, s, t),
          () -> all.get().narrow(-2, s + t, t));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "Y = P·V, P = softmax(scale·Q·Kᵀ)",
          "dC/dQ = scale·S·K, S = P∘(dP − Σ P∘dP), dP = dC/dY·Vᵀ",
          "dC/dK = scale·Sᵀ·Q",
          "dC/dV = Pᵀ·dC/dY");
    }

    @Override
    public String attributes() {
      return "scale=" + scale + (causal ? ", causal" : "");
    }
  }

  /// The gradients of attention in Q, K and V, one below the other: `[…, s + t + t, d]`, because
  /// all come from the same pass. Operands: g = dC/dY, Q, K, V.
  record DotProductGradient(DotProduct of) implements Attention {
    @Override
    public boolean causal() {
      return of.causal();
    }

    @Override
    public String opName() {
      return of.opName() + "_backward";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 4);
      Shape q = of.shape(in.subList(1, 4));
      Rules.sameShape(this, in.getFirst(), q, "a gradient is as large as its operand");
      return q.with(q.rank() - 2, q.size(-2) + 2 * in.get(2).size(-2));
    }

    @Override
    public Tensor decompose(Inputs in) {
      return Tensor.concat(
          -2, AttentionRules.gradients(of, in.a(), in.b(), in.c(), in.all().get(3)));
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      int s = in.b().size(-2);
      int t = in.c().size(-2);
      return AttentionRules.second(
          of,
          List.of(g.narrow(-2, 0, s), g.narrow(-2, s, t), g.narrow(-2, s + t, t)),
          in.a(),
          in.b(),
          in.c(),
          in.all().get(3));
    }

    @Override
    public Formula formula() {
      return AttentionRules.GRADIENT_FORMULA;
    }

    @Override
    public String attributes() {
      return of.attributes();
    }
  }

  /// Attention of a sequence to itself with several heads at once. Operand: Q, K and V side by
  /// side, `[…, s, 3·h·d]`; result `[…, s, h·d]`; `scale` is 1/√d. What a projection to Q, K and V
  /// gives goes in, and what the projection of the heads takes comes out, without any
  /// rearrangement.
  record SelfAttention(int heads, boolean causal) implements Attention {
    @Override
    public String opName() {
      return "self_attention";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 1);
      Shape qkv = in.getFirst();
      if (qkv.rank() < 2 || heads < 1 || qkv.size(-1) % (3 * heads) != 0) {
        throw new ShapeException(
            "self_attention: "
                + qkv
                + " is not […, s, 3·h·d] with h = "
                + heads
                + " heads: the last size must be a multiple of "
                + 3 * heads);
      }
      return qkv.with(qkv.rank() - 1, qkv.size(-1) / 3);
    }

    /// One head's attention on operands of this shape.
    public DotProduct each(Shape qkv) {
      return new DotProduct(causal, 1 / Math.sqrt(qkv.size(-1) / (3.0 * heads)));
    }

    @Override
    public Tensor decompose(Inputs in) {
      List<Tensor> parts = AttentionRules.split(in.a(), heads, 3);
      Inputs each = new Inputs(parts);
      return AttentionRules.join(List.of(each(in.a().shape()).decompose(each)));
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return Rules.gradients(() -> Tensor.apply(new SelfAttentionGradient(this), g, in.a()));
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "Yₕ = Pₕ·Vₕ, Pₕ = softmax(Qₕ·Kₕᵀ/√d), A = (Q, K, V)",
          "dC/dA = (dC/dQ, dC/dK, dC/dV), each as in scaled_dot_product_attention");
    }

    @Override
    public String attributes() {
      return "heads=" + heads + (causal ? ", causal" : "");
    }
  }

  /// The gradient of [SelfAttention]. Operands: g = dC/dY, and Q, K and V side by side.
  record SelfAttentionGradient(SelfAttention of) implements Attention {
    @Override
    public boolean causal() {
      return of.causal();
    }

    @Override
    public String opName() {
      return of.opName() + "_backward";
    }

    @Override
    public Shape shape(List<Shape> in) {
      Rules.arity(this, in, 2);
      Shape y = of.shape(in.subList(1, 2));
      Rules.sameShape(this, in.getFirst(), y, "a gradient is as large as its operand");
      return in.get(1);
    }

    @Override
    public Tensor decompose(Inputs in) {
      Tensor g = AttentionRules.split(in.a(), of.heads(), 1).getFirst();
      List<Tensor> parts = AttentionRules.split(in.b(), of.heads(), 3);
      return AttentionRules.join(
          AttentionRules.gradients(
              of.each(in.b().shape()), g, parts.getFirst(), parts.get(1), parts.get(2)));
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      Tensor outer = AttentionRules.split(in.a(), of.heads(), 1).getFirst();
      List<Tensor> parts = AttentionRules.split(in.b(), of.heads(), 3);
      List<Supplier<Tensor>> second =
          AttentionRules.second(
              of.each(in.b().shape()),
              AttentionRules.split(g, of.heads(), 3),
              outer,
              parts.getFirst(),
              parts.get(1),
              parts.get(2));
      return Rules.gradients(
          () -> AttentionRules.join(List.of(second.getFirst().get())),
          () -> AttentionRules.join(second.subList(1, 4).stream().map(Supplier::get).toList()));
    }

    @Override
    public Formula formula() {
      return AttentionRules.SELF_FORMULA;
    }

    @Override
    public String attributes() {
      return of.attributes();
    }
  }
}
