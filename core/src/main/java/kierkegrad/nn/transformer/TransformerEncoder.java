package kierkegrad.nn.transformer;

import java.util.List;
import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.tensor.Tensor;

/// Encoder layers on one another, and a norm behind the last if there is one. PyTorch
/// `TransformerEncoder`, with its state names `layers.0.…`.
public record TransformerEncoder(List<TransformerEncoderLayer> layers, Optional<LayerNorm> norm)
    implements Layer {
  /// So many layers that start with this one's values, as in PyTorch; the first is this one.
  public TransformerEncoder(TransformerEncoderLayer layer, int count) {
    this(layer, count, Optional.empty());
  }

  /// So many layers that start with this one's values, and a norm.
  public TransformerEncoder(TransformerEncoderLayer layer, int count, Optional<LayerNorm> norm) {
    this(Duplicates.of(layer, () -> new TransformerEncoderLayer(layer.options()), count), norm);
  }

  /// Of these layers.
  public TransformerEncoder {
    layers = List.copyOf(layers);
  }

  /// Every row sees all.
  @Override
  public Tensor forward(Tensor x) {
    return forward(x, new AttentionMasks());
  }

  /// In every layer, rows do not see what the masks hide.
  public Tensor forward(Tensor x, AttentionMasks masks) {
    Tensor y = x;
    for (TransformerEncoderLayer layer : layers) {
      y = layer.forward(y, masks);
    }
    Tensor last = y;
    return norm.map(n -> n.forward(last)).orElse(last);
  }

  /// Such as `TransformerEncoder(6 × TransformerEncoderLayer(512, heads=8))`.
  @Override
  public String toString() {
    return "TransformerEncoder("
        + layers.size()
        + " × "
        + layers.getFirst()
        + norm.map(n -> ", " + n).orElse("")
        + ")";
  }
}
