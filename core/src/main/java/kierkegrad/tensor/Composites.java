package kierkegrad.tensor;

import java.util.Optional;
import kierkegrad.op.Attention;
import kierkegrad.op.AttentionOptions;

/// What networks compose of many operations and machines compute in one go: attention.
public sealed interface Composites permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Attention `softmax(q·kᵀ/√d)·v` of this as q `[…, s, d]` to k `[…, t, d]` and v `[…, t, e]`;
  /// leading dimensions broadcast. PyTorch `scaled_dot_product_attention`.
  ///
  /// @param causal whether row i of q sees rows 0 to i of k and v only
  default Tensor scaledDotProductAttention(Tensor k, Tensor v, boolean causal) {
    return scaledDotProductAttention(k, v, Optional.empty(), causal);
  }

  /// Attention with a mask `[…, s, t]` that broadcasts: truth values say which rows of k and v a
  /// row of q sees, numbers are added to `q·kᵀ/√d`. PyTorch `scaled_dot_product_attention`.
  ///
  /// @param causal whether row i of q sees rows 0 to i of k and v only, besides the mask
  default Tensor scaledDotProductAttention(
      Tensor k, Tensor v, Optional<Tensor> mask, boolean causal) {
    AttentionOptions options =
        causal ? new AttentionOptions().withCausal() : new AttentionOptions();
    return scaledDotProductAttention(k, v, mask.map(options::withMask).orElse(options));
  }

  /// Attention with a mask, dropout of weights, another scale, or fewer heads of k and v than of q.
  /// PyTorch `scaled_dot_product_attention`.
  default Tensor scaledDotProductAttention(Tensor k, Tensor v, AttentionOptions options) {
    DType type = self().dtype().promote(k.dtype()).promote(v.dtype()).floating();
    return AttentionMethods.apply(self().to(type), k.to(type), v.to(type), options);
  }

  /// Attention of a sequence to itself with several heads: this is q, k and v side by side, `[…, s,
  /// 3·h·d]`, as one projection gives them; the heads' results lie side by side too, `[…, s, h·d]`.
  ///
  /// @param causal whether row i sees rows 0 to i only
  default Tensor selfAttention(int heads, boolean causal) {
    return Tensor.apply(
        new Attention.SelfAttention(heads, causal), self().to(self().dtype().floating()));
  }
}
