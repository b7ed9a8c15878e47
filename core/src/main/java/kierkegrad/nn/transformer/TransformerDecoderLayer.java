package kierkegrad.nn.transformer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import kierkegrad.nn.Layer;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.tensor.Tensor;

/// Attention of a sequence to itself, then to a memory, then two linear layers, each added to what
/// went in and normalised (Vaswani et al., 2017): `y = norm₁(x + attention(x))`, `z = norm₂(y +
/// attention(y, memory))`, `norm₃(z + W₂·f(W₁·z))`; with norms first, each stands before its part.
/// Dropout stands behind each part. PyTorch `TransformerDecoderLayer`, with its state names.
///
/// @param options what can be chosen
/// @param selfAttention of the sequence to itself
/// @param memoryAttention of the sequence to the memory; PyTorch `multihead_attn`
/// @param feedForward the linear layers
/// @param norms norm₁, norm₂ and norm₃
/// @param dropouts behind both attentions and behind the linear layers
public record TransformerDecoderLayer(
    TransformerOptions options,
    MultiheadAttention selfAttention,
    MultiheadAttention memoryAttention,
    FeedForward feedForward,
    List<LayerNorm> norms,
    List<Dropout> dropouts)
    implements Layer {
  /// PyTorch's defaults.
  public TransformerDecoderLayer(int width, int heads) {
    this(new TransformerOptions(width, heads));
  }

  /// With these options.
  public TransformerDecoderLayer(TransformerOptions options) {
    this(
        options,
        new MultiheadAttention(options.attention()),
        new MultiheadAttention(options.attention()),
        FeedForward.of(options),
        Stream.generate(() -> FeedForward.norm(options)).limit(3).toList(),
        Stream.generate(() -> new Dropout(options.dropout())).limit(3).toList());
  }

  @Override
  public SequencedMap<String, Object> children() {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    parts.put("self_attn", selfAttention);
    parts.put("multihead_attn", memoryAttention);
    feedForward.name(parts);
    for (int i = 0; i < 3; i++) {
      parts.put("norm" + (i + 1), norms.get(i));
    }
    for (int i = 0; i < 3; i++) {
      parts.put("dropout" + (i + 1), dropouts.get(i));
    }
    return parts;
  }

  /// With the sequence as its own memory; `forward(x, memory)` is what it is for.
  @Override
  public Tensor forward(Tensor x) {
    return forward(x, x);
  }

  /// Every row sees all.
  public Tensor forward(Tensor x, Tensor memory) {
    return forward(x, memory, new AttentionMasks(), new AttentionMasks());
  }

  /// Rows do not see what the masks hide.
  ///
  /// @param masks of the attention to itself
  /// @param memoryMasks of the attention to the memory
  public Tensor forward(Tensor x, Tensor memory, AttentionMasks masks, AttentionMasks memoryMasks) {
    if (options.normFirst()) {
      Tensor y = x.add(attended(norms.getFirst().forward(x), masks));
      Tensor z = y.add(remembered(norms.get(1).forward(y), memory, memoryMasks));
      return z.add(fed(norms.getLast().forward(z)));
    }
    Tensor y = norms.getFirst().forward(x.add(attended(x, masks)));
    Tensor z = norms.get(1).forward(y.add(remembered(y, memory, memoryMasks)));
    return norms.getLast().forward(z.add(fed(z)));
  }

  private Tensor attended(Tensor x, AttentionMasks masks) {
    return dropouts.getFirst().forward(selfAttention.forward(x, x, x, masks));
  }

  private Tensor remembered(Tensor x, Tensor memory, AttentionMasks masks) {
    return dropouts.get(1).forward(memoryAttention.forward(x, memory, memory, masks));
  }

  private Tensor fed(Tensor x) {
    return dropouts.getLast().forward(feedForward.forward(x));
  }

  /// Such as `TransformerDecoderLayer(512, heads=8)`.
  @Override
  public String toString() {
    return "TransformerDecoderLayer(" + options + ")";
  }
}
