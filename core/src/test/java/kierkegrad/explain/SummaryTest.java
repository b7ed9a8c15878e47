package kierkegrad.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kierkegrad.graph.Graph;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.nn.pool.MaxPool2d;
import kierkegrad.nn.transformer.MultiheadAttention;
import kierkegrad.nn.transformer.MultiheadOptions;
import kierkegrad.op.Op;
import kierkegrad.op.Window;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Numbers are counted by hand.
class SummaryTest {
  record Mlp(Linear fc1, Linear fc2) implements Layer {
    Mlp() {
      this(new Linear(4, 16), new Linear(16, 3));
    }

    @Override
    public Tensor forward(Tensor x) {
      return fc2.forward(fc1.forward(x).relu());
    }
  }

  record Block(LayerNorm norm, MultiheadAttention attn, Mlp mlp, Parameter idle) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return mlp.forward(x.add(attn.forward(norm.forward(x))));
    }
  }

  @Test
  void aLinearLayerMultipliesAndAdds() {
    Summary summary = Summary.of(new Mlp(), Shape.of(1, 4));
    // 4·16 products, as many sums with the bias: 2·4·16 + 16; weights and biases of 4 bytes.
    assertThat(summary.rows())
        .containsExactly(
            new Summary.Row("fc1", "Linear", Shape.of(1, 16), 80, 144, 320, 64),
            new Summary.Row("relu", "relu", Shape.of(1, 16), 0, 16, 0, 64),
            new Summary.Row("fc2", "Linear", Shape.of(1, 3), 51, 99, 204, 12));
    assertThat(summary.parameters()).isEqualTo(131);
    assertThat(summary.flops()).isEqualTo(259);
    assertThat(summary.parameterBytes()).isEqualTo(524);
    assertThat(summary.activationBytes()).isEqualTo(140);
    assertThat(Summary.of(new Mlp(), Shape.of(10, 4)).flops()).isEqualTo(2590);
  }

  @Test
  void aConvolutionMultipliesAWindowForEachNumber() {
    Sequential net =
        new Sequential(
            new Conv2d(2, 8, Window.of(3), 2, true),
            new ReLU(),
            new MaxPool2d(2),
            new Flatten(),
            new Linear(72, 10, false));
    Summary summary = Summary.of(net, Shape.of(1, 2, 8, 8));
    // 8·6·6 = 288 numbers, of one channel per group and 3·3 places each: 2·9·288 + 288.
    assertThat(summary.rows())
        .containsExactly(
            new Summary.Row("0", "Conv2d", Shape.of(1, 8, 6, 6), 80, 5472, 320, 1152),
            new Summary.Row("1", "ReLU", Shape.of(1, 8, 6, 6), 0, 288, 0, 1152),
            new Summary.Row("2", "MaxPool2d", Shape.of(1, 8, 3, 3), 0, 288, 0, 288),
            new Summary.Row("3", "Flatten", Shape.of(1, 72), 0, 0, 0, 0),
            new Summary.Row("4", "Linear", Shape.of(1, 10), 720, 1440, 2880, 40));
  }

  @Test
  void aModelOfOnesOwnIsListedByItsLayersAndWhatIsBetween() {
    Linear in = new Linear(4, 4);
    Block block =
        new Block(
            new LayerNorm(4),
            new MultiheadAttention(new MultiheadOptions(4, 2).withBatchFirst()),
            new Mlp(),
            new Parameter(Tensor.zeros(5)));
    Summary summary = Summary.of(new Sequential(in, in, block), Shape.of(6, 4));
    assertThat(summary.rows())
        .extracting(Summary.Row::name)
        .containsExactly(
            "0",
            "2.norm",
            "2.attn.linear",
            "2.attn.self_attention",
            "2.attn.out_proj",
            "2.add",
            "2.mlp.fc1",
            "2.mlp.relu",
            "2.mlp.fc2",
            "2.idle");
    assertThat(summary.rows().getLast().type()).isEqualTo("unused");
    assertThat(summary.parameters()).isEqualTo(in.parameterCount() + block.parameterCount());
    // Six rows, two heads of two: 2·6·6·(4·2 + 5).
    assertThat(summary.rows().get(3).flops()).isEqualTo(936);
  }

  @Test
  void theTableFits() {
    assertThat(Summary.of(new Mlp(), Shape.of(1, 4)))
        .hasToString(
            """
            layer  type    output   parameters  FLOPs  memory
            ─────────────────────────────────────────────────
            fc1    Linear  [1, 16]          80    144   384 B
            relu   relu    [1, 16]           0     16    64 B
            fc2    Linear  [1, 3]           51     99   216 B
            ─────────────────────────────────────────────────
            total                          131    259   664 B

            for an input of [1, 4]: parameters 524 B, activations 140 B
            """);
    assertThat(Summary.of(new Linear(1000, 1000), Shape.of(1, 1000)).toString())
        .contains("1,001,000  2,001,000  3.8 MiB");
  }

  @Test
  void everyNodeOfAGradientGraphBelongsToALayer() {
    Mlp model = new Mlp();
    LayerGraph graph =
        LayerGraph.gradient(
            model,
            new CrossEntropyLoss(),
            Graph.input(2, 4),
            Tensor.symbolic(DType.I64, Shape.of(2)));
    assertThat(graph.parameters()).isEqualTo(model.parameters());
    assertThat(graph.graph().outputs()).hasSize(5);
    assertThat(backward(graph, "fc2"))
        .containsExactlyInAnyOrder("matmul", "permute", "matmul", "sum");
    assertThat(backward(graph, "fc1")).containsExactlyInAnyOrder("permute", "matmul", "sum");
    assertThat(backward(graph, "")).contains("where");
    assertThat(graph.groups())
        .contains(new Group("fc1", "Linear"), new Group("loss", "CrossEntropyLoss"));
  }

  private static List<String> backward(LayerGraph graph, String scope) {
    return graph.graph().nodes().stream()
        .filter(graph::isBackward)
        .filter(node -> graph.scope(node).equals(scope))
        .flatMap(node -> node.op().map(Op::opName).stream())
        .toList();
  }
}
