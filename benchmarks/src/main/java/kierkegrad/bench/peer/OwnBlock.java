package kierkegrad.bench.peer;

import kierkegrad.nn.Layer;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.nn.Linear;
import kierkegrad.nn.transformer.MultiheadAttention;
import kierkegrad.nn.transformer.MultiheadOptions;
import kierkegrad.tensor.Tensor;

/// A causal pre-norm transformer block.
record OwnBlock(
    LayerNorm norm1, MultiheadAttention attention, LayerNorm norm2, Linear fc1, Linear fc2)
    implements Layer {
  OwnBlock(int width, int heads) {
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
