package kierkegrad.nn.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.activation.GELU;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.CompiledStep;
import org.junit.jupiter.api.Test;

class TransformerTest {
  private static final TransformerOptions SMALL =
      new TransformerOptions(8, 2).withFeedForward(12).withDropout(0);

  private static Tensor random(long seed, int... shape) {
    return Tensor.randn(Seed.of(seed), shape);
  }

  private static double distance(Tensor a, Tensor b) {
    return a.sub(b).abs().max().item();
  }

  @Test
  void hasTheStateOfPyTorch() {
    assertThat(new TransformerEncoder(new TransformerEncoderLayer(SMALL), 2).state().keySet())
        .startsWith(
            "layers.0.self_attn.in_proj_weight",
            "layers.0.self_attn.in_proj_bias",
            "layers.0.self_attn.out_proj.weight",
            "layers.0.self_attn.out_proj.bias",
            "layers.0.linear1.weight",
            "layers.0.linear1.bias",
            "layers.0.linear2.weight",
            "layers.0.linear2.bias",
            "layers.0.norm1.weight",
            "layers.0.norm1.bias",
            "layers.0.norm2.weight",
            "layers.0.norm2.bias",
            "layers.1.self_attn.in_proj_weight")
        .hasSize(24);
    assertThat(new TransformerDecoderLayer(SMALL.withoutBias()).state().keySet())
        .containsExactly(
            "self_attn.in_proj_weight",
            "self_attn.out_proj.weight",
            "multihead_attn.in_proj_weight",
            "multihead_attn.out_proj.weight",
            "linear1.weight",
            "linear2.weight",
            "norm1.weight",
            "norm2.weight",
            "norm3.weight");
    Transformer transformer = new Transformer(SMALL, 1, 1);
    assertThat(transformer.state()).hasSize(12 + 2 + 18 + 2);
    assertThat(transformer.state().keySet())
        .contains("encoder.norm.weight", "decoder.layers.0.multihead_attn.in_proj_bias")
        .endsWith("decoder.norm.weight", "decoder.norm.bias");
  }

  @Test
  void layersOfAStackStartEqualAndLearnApart() {
    TransformerEncoderLayer layer = new TransformerEncoderLayer(SMALL);
    layer.to(DType.F64);
    TransformerEncoder encoder = new TransformerEncoder(layer, 2);
    Parameter first = encoder.layers().getFirst().feedForward().linear1().weight();
    Parameter second = encoder.layers().getLast().feedForward().linear1().weight();

    assertThat(first.value().sameBits(second.value())).isTrue();
    first.set(first.value().add(1));
    assertThat(first.value().sameBits(second.value())).isFalse();
    assertThatThrownBy(() -> new TransformerEncoder(layer, 0))
        .hasMessage("transformer: a stack of 0 layers; use at least 1");
  }

  /// Its parts, one after the other.
  @Test
  void layersAreTheirFormulas() {
    Tensor x = random(1, 5, 3, 8);
    TransformerEncoderLayer last = new TransformerEncoderLayer(SMALL);
    Tensor y = last.norms().getFirst().forward(x.add(last.selfAttention().forward(x)));
    assertThat(
            last.forward(x)
                .sameBits(last.norms().get(1).forward(y.add(last.feedForward().forward(y)))))
        .isTrue();
    TransformerEncoderLayer first = new TransformerEncoderLayer(SMALL.withNormFirst());
    Tensor z = x.add(first.selfAttention().forward(first.norms().getFirst().forward(x)));
    assertThat(
            first
                .forward(x)
                .sameBits(z.add(first.feedForward().forward(first.norms().get(1).forward(z)))))
        .isTrue();
  }

  @Test
  void causalMasksHideTheFuture() {
    Transformer transformer = Seed.use(Seed.of(5), () -> new Transformer(SMALL, 1, 2));
    Tensor source = random(1, 4, 3, 8);
    Tensor target = random(2, 6, 3, 8);
    AttentionMasks none = new AttentionMasks();
    Tensor causal = transformer.forward(source, target, none, none.withCausal(), none);
    Tensor added =
        transformer.forward(
            source, target, none, none.withMask(Transformer.generateSquareSubsequentMask(6)), none);
    Tensor shorter =
        transformer.forward(source, target.slice(0, 0, 3), none, none.withCausal(), none);

    assertThat(distance(causal, added)).isLessThan(1e-5);
    assertThat(distance(causal.slice(0, 0, 3), shorter)).isLessThan(1e-5);
    assertThat(distance(causal, transformer.forward(source, target))).isGreaterThan(1e-3);
    assertThat(transformer.forward(target).shape()).isEqualTo(Shape.of(6, 3, 8));
    assertThatThrownBy(() -> transformer.forward(source, random(3, 4, 2, 8)))
        .hasMessage(
            "transformer: source [4, 3, 8] and target [4, 2, 8] are not of one batch; its size is dimension 1");
  }

  @Test
  void batchFirstAndPaddingGiveTheSame() {
    Transformer one = Seed.use(Seed.of(5), () -> new Transformer(SMALL, 1, 1));
    Transformer other = Seed.use(Seed.of(5), () -> new Transformer(SMALL.withBatchFirst(), 1, 1));
    Tensor source = random(1, 4, 3, 8);
    Tensor target = random(2, 6, 3, 8);
    Tensor y = one.forward(source, target);
    assertThat(
            distance(
                y, other.forward(source.transpose(0, 1), target.transpose(0, 1)).transpose(0, 1)))
        .isLessThan(1e-5);
    Tensor longer = Tensor.concat(0, List.of(source, random(7, 2, 3, 8)));
    Tensor padded = Tensor.arange(6).ge(4).expand(3, 6);
    AttentionMasks hidden = new AttentionMasks().withKeyPadding(padded);
    assertThat(distance(y, one.forward(longer, target, hidden, new AttentionMasks(), hidden)))
        .isLessThan(1e-5);
  }

  @Test
  void learnsEagerlyAndCompiled() {
    TransformerOptions options = SMALL.withBatchFirst().withActivation(new GELU());
    Tensor x = random(3, 2, 5, 8);
    Tensor target = random(4, 2, 5, 8);
    Transformer one = Seed.use(Seed.of(9), () -> new Transformer(options, 1, 1));
    Transformer other = Seed.use(Seed.of(9), () -> new Transformer(options, 1, 1));
    SGD optimizer = new SGD(one.parameters(), new SGD.Options(0.1));
    CompiledStep step =
        new CompiledStep(other, new MSELoss(), new SGD(other.parameters(), new SGD.Options(0.1)));
    double first = 0;
    double last = 0;
    for (int i = 0; i < 20; i++) {
      Tensor loss = new MSELoss().of(one.forward(x), target);
      optimizer.step(loss.backward());
      last = loss.item();
      first = i == 0 ? last : first;
      assertThat(step.run(x, target)).as("step %d", i).isEqualTo(last);
    }
    assertThat(last).isLessThan(first);
  }

  /// sin and cos of p and of p/100 for four features.
  @Test
  void sinusoidalPositionsAreWavesOfTheRow() {
    SinusoidalPositions positions = new SinusoidalPositions(4);
    double[] row = positions.forward(Tensor.zeros(3, 2, 4)).get(2, 1).toDoubleArray();
    assertThat(row)
        .containsExactly(
            new double[] {Math.sin(2), Math.cos(2), Math.sin(0.02), Math.cos(0.02)}, within(1e-6));
    assertThat(
            new SinusoidalPositions(4, true)
                .forward(Tensor.zeros(2, 3, 4))
                .get(1, 2)
                .toDoubleArray())
        .containsExactly(row);
    assertThat(positions.forward(Tensor.zeros(3, 4)).get(2).toDoubleArray()).containsExactly(row);
    assertThat(positions).hasToString("SinusoidalPositions(4)");
    assertThatThrownBy(() -> positions.forward(Tensor.zeros(3, 5)))
        .hasMessage("sinusoidal_positions: expects [s, n, 4], got [3, 5]");
    assertThatThrownBy(() -> new SinusoidalPositions(0)).hasMessageContaining("0 features");
  }

  @Test
  void rotaryPositionsTurnPairs() {
    Tensor x = Tensor.of(new double[] {1, 0, 1, 0}, 1, 4).expand(3, 4);
    assertThat(new RotaryPositions(4).forward(x).get(2).toDoubleArray())
        .containsExactly(
            new double[] {Math.cos(2), Math.sin(2), Math.cos(0.02), Math.sin(0.02)}, within(1e-12));
    assertThat(RotaryPositions.halfSplit(4).forward(x, 1).get(1).toDoubleArray())
        .containsExactly(
            new double[] {Math.cos(2) - Math.sin(2), 0, Math.cos(2) + Math.sin(2), 0},
            within(1e-12));
    Tensor q = random(1, 6, 4);
    Tensor k = random(2, 6, 4);
    RotaryPositions rotary = new RotaryPositions(4);
    assertThat(
            distance(
                rotary.forward(q).matmul(rotary.forward(k).mT()),
                rotary.forward(q, 7).matmul(rotary.forward(k, 7).mT())))
        .as("products depend on distances only")
        .isLessThan(1e-5);
    assertThat(rotary).hasToString("RotaryPositions(4)");
    assertThat(RotaryPositions.halfSplit(4)).hasToString("RotaryPositions(4, half_split)");
    assertThatThrownBy(() -> new RotaryPositions(3))
        .hasMessageContaining("3 features make no pairs");
    assertThatThrownBy(() -> rotary.forward(Tensor.zeros(3, 5)))
        .hasMessage("rotary_positions: expects […, s, 4], got [3, 5]");
  }

  @Test
  void printsItsOptions() {
    TransformerEncoderLayer layer =
        new TransformerEncoderLayer(SMALL.withNormFirst().withEps(1e-3).withoutBias());
    assertThat(new TransformerEncoder(layer, 2, Optional.of(new LayerNorm(8))))
        .hasToString(
            "TransformerEncoder(2 × TransformerEncoderLayer(8, heads=2, dim_feedforward=12, dropout=0.0, layer_norm_eps=0.001, norm_first=true, bias=false), LayerNorm([8], eps=1.0E-5))");
    assertThat(new TransformerDecoder(new TransformerDecoderLayer(8, 2), 1))
        .hasToString("TransformerDecoder(1 × TransformerDecoderLayer(8, heads=2))");
    assertThat(new TransformerEncoderLayer(8, 2))
        .hasToString("TransformerEncoderLayer(8, heads=2)");
    assertThat(new Transformer(SMALL, 1, 1).toString())
        .startsWith("Transformer(TransformerEncoder(");
  }
}
