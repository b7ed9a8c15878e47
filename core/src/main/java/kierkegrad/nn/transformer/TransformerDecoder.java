package kierkegrad.nn.transformer;

import java.util.List;
import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.tensor.Tensor;

/// Decoder layers on one another, and a norm behind the last if there is one. PyTorch
/// `TransformerDecoder`, with its state names `layers.0.…`.
public record TransformerDecoder(List<TransformerDecoderLayer> layers, Optional<LayerNorm> norm)
    implements Layer {
  /// So many layers that start with this one's values, as in PyTorch; the first is this one.
  public TransformerDecoder(TransformerDecoderLayer layer, int count) {
    this(layer, count, Optional.empty());
  }

  /// So many layers that start with this one's values, and a norm.
  public TransformerDecoder(TransformerDecoderLayer layer, int count, Optional<LayerNorm> norm) {
    this(Duplicates.of(layer, () -> new TransformerDecoderLayer(layer.options()), count), norm);
  }

  /// Of these layers.
  public TransformerDecoder {
    layers = List.copyOf(layers);
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

  /// In every layer, rows do not see what the masks hide.
  ///
  /// @param masks of the attention to itself
  /// @param memoryMasks of the attention to the memory
  public Tensor forward(Tensor x, Tensor memory, AttentionMasks masks, AttentionMasks memoryMasks) {
    Tensor y = x;
    for (TransformerDecoderLayer layer : layers) {
      y = layer.forward(y, memory, masks, memoryMasks);
    }
    Tensor last = y;
    return norm.map(n -> n.forward(last)).orElse(last);
  }

  /// Such as `TransformerDecoder(6 × TransformerDecoderLayer(512, heads=8))`.
  @Override
  public String toString() {
    return "TransformerDecoder("
        + layers.size()
        + " × "
        + layers.getFirst()
        + norm.map(n -> ", " + n).orElse("")
        + ")";
  }
}
