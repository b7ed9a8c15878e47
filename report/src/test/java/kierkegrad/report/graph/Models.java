package kierkegrad.report.graph;

import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.nn.transformer.MultiheadAttention;
import kierkegrad.nn.transformer.MultiheadOptions;
import kierkegrad.tensor.Tensor;

/// Models to draw.
final class Models {
  private Models() {}

  record Mlp(Linear fc1, Linear fc2) implements Layer {
    Mlp(int in, int hidden, int out) {
      this(new Linear(in, hidden), new Linear(hidden, out));
    }

    @Override
    public Tensor forward(Tensor x) {
      return fc2.forward(fc1.forward(x).gelu());
    }
  }

  record Block(LayerNorm norm1, MultiheadAttention attn, LayerNorm norm2, Mlp mlp)
      implements Layer {
    Block(int width) {
      this(
          new LayerNorm(width),
          new MultiheadAttention(new MultiheadOptions(width, 2).withBatchFirst()),
          new LayerNorm(width),
          new Mlp(width, 4 * width, width));
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor h = x.add(attn.forward(norm1.forward(x)));
      return h.add(mlp.forward(norm2.forward(h)));
    }
  }

  /// A transformer, which has some 20 nodes per block, and with gradients about three times as
  /// many.
  record Transformer(Linear embed, List<Block> blocks, Linear head) implements Layer {
    Transformer(int depth) {
      this(
          new Linear(4, 8),
          IntStream.range(0, depth).mapToObj(_ -> new Block(8)).toList(),
          new Linear(8, 3));
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor h = embed.forward(x);
      for (Block block : blocks) {
        h = block.forward(h);
      }
      return head.forward(h);
    }
  }

  /// A loop without layers.
  record Loop(int steps) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      Tensor y = x;
      for (int i = 0; i < steps; i++) {
        y = y.tanh().add(x);
      }
      return y;
    }
  }
}
