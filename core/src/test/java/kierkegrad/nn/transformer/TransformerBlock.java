package kierkegrad.nn.transformer;

import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.tensor.Tensor;

/// A causal transformer block, normalised beforehand: `y = x + attention(norm(x))`, `y +
/// mlp(norm(y))`.
record TransformerBlock(
    LayerNorm norm1, MultiheadAttention attention, LayerNorm norm2, Linear fc1, Linear fc2)
    implements Layer {
  TransformerBlock(int width, int heads) {
    this(
        new LayerNorm(width),
        new MultiheadAttention(new MultiheadOptions(width, heads).withBatchFirst().withCausal()),
        new LayerNorm(width),
        new Linear(width, 4 * width),
        new Linear(4 * width, width));
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = x.add(attention.forward(norm1.forward(x)));
    return y.add(fc2.forward(fc1.forward(norm2.forward(y)).gelu()));
  }
}
