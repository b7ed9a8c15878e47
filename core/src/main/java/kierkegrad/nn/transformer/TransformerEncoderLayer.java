package kierkegrad.nn.transformer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import kierkegrad.nn.Layer;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.tensor.Tensor;

/// Attention of a sequence to itself, then two linear layers, each added to what went in and
/// normalised (Vaswani et al., 2017): `y = norm₁(x + attention(x))`, `norm₂(y + W₂·f(W₁·y))`; with
/// norms first `y = x + attention(norm₁(x))`, `y + W₂·f(W₁·norm₂(y))`. Dropout stands behind each
/// part. PyTorch `TransformerEncoderLayer`, with its state names.
///
/// @param options what can be chosen
/// @param selfAttention of the sequence to itself
/// @param feedForward the linear layers
/// @param norms norm₁ and norm₂
/// @param dropouts behind the attention and behind the linear layers
public record TransformerEncoderLayer(
    TransformerOptions options,
    MultiheadAttention selfAttention,
    FeedForward feedForward,
    List<LayerNorm> norms,
    List<Dropout> dropouts)
    implements Layer {
  /// PyTorch's defaults.
  public TransformerEncoderLayer(int width, int heads) {
    this(new TransformerOptions(width, heads));
  }

  /// With these options.
  public TransformerEncoderLayer(TransformerOptions options) {
    this(
        options,
        new MultiheadAttention(options.attention()),
        FeedForward.of(options),
        Stream.generate(() -> FeedForward.norm(options)).limit(2).toList(),
        Stream.generate(() -> new Dropout(options.dropout())).limit(2).toList());
  }

  @Override
  public SequencedMap<String, Object> children() {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    parts.put("self_attn", selfAttention);
    feedForward.name(parts);
    for (int i = 0; i < 2; i++) {
      parts.put("norm" + (i + 1), norms.get(i));
    }
    for (int i = 0; i < 2; i++) {
      parts.put("dropout" + (i + 1), dropouts.get(i));
    }
    return parts;
  }

  /// Every row sees all.
  @Override
  public Tensor forward(Tensor x) {
    return forward(x, new AttentionMasks());
  }

  /// Rows do not see what the masks hide.
  public Tensor forward(Tensor x, AttentionMasks masks) {
    if (options.normFirst()) {
      Tensor y = x.add(attended(norms.getFirst().forward(x), masks));
      return y.add(fed(norms.getLast().forward(y)));
    }
    Tensor y = norms.getFirst().forward(x.add(attended(x, masks)));
    return norms.getLast().forward(y.add(fed(y)));
  }

  private Tensor attended(Tensor x, AttentionMasks masks) {
    return dropouts.getFirst().forward(selfAttention.forward(x, x, x, masks));
  }

  private Tensor fed(Tensor x) {
    return dropouts.getLast().forward(feedForward.forward(x));
  }

  /// Such as `TransformerEncoderLayer(512, heads=8)`.
  @Override
  public String toString() {
    return "TransformerEncoderLayer(" + options + ")";
  }
}
