package kierkegrad.op;

import java.util.Optional;
import java.util.OptionalDouble;
import kierkegrad.check.Require;
import kierkegrad.tensor.Tensor;

/// What attention can be told besides q, k and v, with PyTorch's defaults.
///
/// ```java
/// q.scaledDotProductAttention(k, v, new AttentionOptions().withCausal().withDropout(0.1))
/// ```
///
/// @param mask `[…, s, t]`, broadcasts: truth values say which rows of k and v a row of q sees,
///   numbers are added to the scores. A row that sees nothing gives 0
/// @param causal whether row i of q sees rows 0 to i of k and v only, besides the mask
/// @param dropout the probability with which a weight becomes 0 while the others grow by `1/(1 −
///   p)`; 0 by default
/// @param scale what `q·kᵀ` is multiplied by; `1/√d` by default
/// @param groupedQueries whether k and v may have fewer heads than q, `[…, h/g, t, d]`, each of
///   which serves g neighbouring heads of q (Ainslie et al., 2023). PyTorch `enable_gqa`
public record AttentionOptions(
    Optional<Tensor> mask,
    boolean causal,
    double dropout,
    OptionalDouble scale,
    boolean groupedQueries) {
  /// PyTorch's defaults.
  public AttentionOptions() {
    this(Optional.empty(), false, 0, OptionalDouble.empty(), false);
  }

  /// @throws IllegalArgumentException if the dropout is no probability
  public AttentionOptions {
    Require.probability("scaled_dot_product_attention", "dropout", dropout);
  }

  /// With a mask.
  public AttentionOptions withMask(Tensor visible) {
    return new AttentionOptions(Optional.of(visible), causal, dropout, scale, groupedQueries);
  }

  /// Row i sees rows 0 to i only.
  public AttentionOptions withCausal() {
    return new AttentionOptions(mask, true, dropout, scale, groupedQueries);
  }

  /// With dropout of weights.
  public AttentionOptions withDropout(double p) {
    return new AttentionOptions(mask, causal, p, scale, groupedQueries);
  }

  /// With another scale.
  public AttentionOptions withScale(double factor) {
    return new AttentionOptions(mask, causal, dropout, OptionalDouble.of(factor), groupedQueries);
  }

  /// With fewer heads of k and v.
  public AttentionOptions withGroupedQueries() {
    return new AttentionOptions(mask, causal, dropout, scale, true);
  }
}
