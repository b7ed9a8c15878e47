package kierkegrad.nn.transformer;

import java.util.Optional;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Which rows of k and v the rows of q do not see, in the layers of this room. As in PyTorch's
/// modules, true *hides*; numbers are added to the scores, so −∞ hides.
///
/// @param mask `[s, t]`, or `[n·heads, s, t]`; PyTorch `attn_mask`, `mask`, `src_mask`
/// @param keyPadding which rows of k and v are padding, `[n, t]`, or `[t]` for one sequence;
///   PyTorch `key_padding_mask`
/// @param causal whether row i of q sees rows 0 to i only, besides; needs no mask
public record AttentionMasks(Optional<Tensor> mask, Optional<Tensor> keyPadding, boolean causal) {
  /// Everything is seen.
  public AttentionMasks() {
    this(Optional.empty(), Optional.empty(), false);
  }

  /// With a mask.
  public AttentionMasks withMask(Tensor hidden) {
    return new AttentionMasks(Optional.of(hidden), keyPadding, causal);
  }

  /// With padding.
  public AttentionMasks withKeyPadding(Tensor padding) {
    return new AttentionMasks(mask, Optional.of(padding), causal);
  }

  /// Row i sees rows 0 to i only.
  public AttentionMasks withCausal() {
    return new AttentionMasks(mask, keyPadding, true);
  }

  boolean areEmpty() {
    return mask.isEmpty() && keyPadding.isEmpty() && !causal;
  }

  /// All masks in one, in numbers that are added to scores: `[n or 1, heads or 1, s or 1, t +
  /// extra]`; the extra rows are seen by all.
  Optional<Tensor> added(DType type, int heads, int s, int t, int extra) {
    Optional<Tensor> square =
        mask.map(m -> {
          Tensor numbers = numbers(m, type);
          return m.rank() == 3
              ? numbers.reshape(m.size(0) / heads, heads, m.size(1), m.size(2))
              : numbers.reshape(1, 1, m.size(0), m.size(1));
        });
    Optional<Tensor> padding =
        keyPadding.map(p -> numbers(p, type).reshape(p.rank() == 1 ? 1 : p.size(0), 1, 1, t));
    Optional<Tensor> later =
        causal ? Optional.of(numbers(later(s, t), type).reshape(1, 1, s, t)) : Optional.empty();
    return sum(sum(square, padding), later).map(m -> extra == 0 ? m : m.pad(3, 0, extra, 0));
  }

  private static Tensor later(int s, int t) {
    return Tensor.arange(s).unsqueeze(1).lt(Tensor.arange(t));
  }

  private static Optional<Tensor> sum(Optional<Tensor> a, Optional<Tensor> b) {
    return a.isPresent() && b.isPresent() ? Optional.of(a.get().add(b.get())) : a.or(() -> b);
  }

  private static Tensor numbers(Tensor mask, DType type) {
    return mask.dtype() == DType.BOOL
        ? Tensor.where(
            mask,
            Tensor.full(type, Shape.SCALAR, Double.NEGATIVE_INFINITY),
            Tensor.zeros(type, Shape.SCALAR))
        : mask.to(type);
  }
}
