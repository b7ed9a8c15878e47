package kierkegrad.nn.transformer;

import kierkegrad.check.Require;
import kierkegrad.tensor.ShapeException;

/// What [MultiheadAttention] can be told, with PyTorch's defaults.
///
/// ```java
/// new MultiheadAttention(new MultiheadOptions(256, 8).withBatchFirst().withDropout(0.1))
/// ```
///
/// @param embed e, the number of features of q and of the result
/// @param heads h, which divides e
/// @param dropout the probability with which a weight is dropped while training; 0 by default
/// @param bias whether the projections have biases; true by default
/// @param addBiasKv whether a learnt row is added behind those of k and of v; false by default
/// @param addZeroAttn whether a row of zeros is added behind those of k and v; false by default
/// @param kdim the number of features of k; e by default
/// @param vdim the number of features of v; e by default
/// @param batchFirst whether sequences are `[n, s, e]` instead of `[s, n, e]`; false by default
/// @param causal whether row i sees rows 0 to i only in `forward(x)`, which takes no masks; false
///   by default
public record MultiheadOptions(
    int embed,
    int heads,
    double dropout,
    boolean bias,
    boolean addBiasKv,
    boolean addZeroAttn,
    int kdim,
    int vdim,
    boolean batchFirst,
    boolean causal) {
  /// PyTorch's defaults.
  public MultiheadOptions(int embed, int heads) {
    this(embed, heads, 0, true, false, false, embed, embed, false, false);
  }

  /// @throws ShapeException if the number of heads does not divide e
  /// @throws IllegalArgumentException if the dropout is no probability
  public MultiheadOptions {
    if (heads < 1 || embed < 1 || embed % heads != 0) {
      throw new ShapeException(
          "multihead_attention: " + heads + " heads do not divide the " + embed + " features");
    }
    Require.probability("multihead_attention", "dropout", dropout);
  }

  /// With dropout of weights.
  public MultiheadOptions withDropout(double p) {
    return new MultiheadOptions(
        embed, heads, p, bias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, causal);
  }

  /// Without biases.
  public MultiheadOptions withoutBias() {
    return new MultiheadOptions(
        embed, heads, dropout, false, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, causal);
  }

  /// With learnt rows behind k and v.
  public MultiheadOptions withAddBiasKv() {
    return new MultiheadOptions(
        embed, heads, dropout, bias, true, addZeroAttn, kdim, vdim, batchFirst, causal);
  }

  /// With rows of zeros behind k and v.
  public MultiheadOptions withAddZeroAttn() {
    return new MultiheadOptions(
        embed, heads, dropout, bias, addBiasKv, true, kdim, vdim, batchFirst, causal);
  }

  /// With so many features of k and of v.
  public MultiheadOptions withDims(int k, int v) {
    return new MultiheadOptions(
        embed, heads, dropout, bias, addBiasKv, addZeroAttn, k, v, batchFirst, causal);
  }

  /// For `[n, s, e]`.
  public MultiheadOptions withBatchFirst() {
    return new MultiheadOptions(
        embed, heads, dropout, bias, addBiasKv, addZeroAttn, kdim, vdim, true, causal);
  }

  /// Causal in `forward(x)`.
  public MultiheadOptions withCausal() {
    return new MultiheadOptions(
        embed, heads, dropout, bias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, true);
  }

  /// Whether q, k and v have as many features, so that one matrix holds their projections.
  boolean isJoint() {
    return kdim == embed && vdim == embed;
  }

  /// The number of rows behind those of k and v.
  int extra() {
    return (addBiasKv ? 1 : 0) + (addZeroAttn ? 1 : 0);
  }

  /// Such as `256, heads=8, batch_first=true`.
  @Override
  public String toString() {
    return embed
        + ", heads="
        + heads
        + (dropout == 0 ? "" : ", dropout=" + dropout)
        + (bias ? "" : ", bias=false")
        + (addBiasKv ? ", add_bias_kv=true" : "")
        + (addZeroAttn ? ", add_zero_attn=true" : "")
        + (kdim == embed ? "" : ", kdim=" + kdim)
        + (vdim == embed ? "" : ", vdim=" + vdim)
        + (batchFirst ? ", batch_first=true" : "")
        + (causal ? ", causal=true" : "");
  }
}
