package kierkegrad.tensor;

import java.util.Optional;
import kierkegrad.op.Attention;
import kierkegrad.op.Norm;
import kierkegrad.op.Op;

/// What networks compose of many operations and machines compute in one go: normalisation and
/// attention.
public sealed interface Composites permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The last dimensions, those of the weight, normalised to mean 0 and variance 1, then times
  /// weight plus bias: `(x − μ)/√(σ² + ε)·w + b`. PyTorch `layer_norm`.
  ///
  /// @param weight of the shape of the normalised dimensions, as is the bias
  default Tensor layerNorm(Tensor weight, Tensor bias, double eps) {
    return norm(new Norm.LayerNorm(weight.rank(), eps), weight, bias);
  }

  /// Each channel of `[n, c, …]` normalised over the batch and all further dimensions to mean 0 and
  /// variance 1, then times weight plus bias, both `[c]`. PyTorch `batch_norm(training=True)`.
  default Tensor batchNorm(Tensor weight, Tensor bias, double eps) {
    return norm(new Norm.BatchNorm(eps), weight, bias);
  }

  private Tensor norm(Op op, Tensor weight, Tensor bias) {
    DType type = self().dtype().promote(weight.dtype()).promote(bias.dtype()).floating();
    return Tensor.apply(op, self().to(type), weight.to(type), bias.to(type));
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
    DType type = self().dtype().promote(k.dtype()).promote(v.dtype()).floating();
    return AttentionMethods.apply(self().to(type), k.to(type), v.to(type), mask, causal);
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
