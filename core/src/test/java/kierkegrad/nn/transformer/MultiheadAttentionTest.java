package kierkegrad.nn.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import kierkegrad.op.AttentionOptions;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MultiheadAttentionTest {
  private static Tensor random(long seed, int... shape) {
    return Tensor.randn(Seed.of(seed), shape).to(DType.F64);
  }

  /// q·kᵀ/√4 = (0, ln 3) makes the weights (¼, ¾).
  @Test
  void weighsTheRowsOfV() {
    Tensor q = Tensor.of(new double[][] {{2, 0, 0, 0}});
    Tensor k = Tensor.of(new double[][] {{0, 1, 1, 1}, {Math.log(3), 5, 5, 5}});
    Tensor v = Tensor.of(new double[][] {{4, 0, 8, 1}, {0, 4, 8, 2}});

    assertThat(q.scaledDotProductAttention(k, v, false).toDoubleArray())
        .containsExactly(new double[] {1, 3, 8, 1.75}, within(1e-12));
    assertThat(q.scaledDotProductAttention(k, v, true).toDoubleArray())
        .as("the first row sees the first row only")
        .containsExactly(new double[] {4, 0, 8, 1}, within(1e-12));
  }

  @Test
  void masksSayWhoSeesWhom() {
    Tensor q = random(1, 2, 3, 4);
    Tensor k = random(2, 2, 3, 4);
    Tensor v = random(3, 2, 3, 4);
    Tensor lower =
        Tensor.of(new boolean[] {true, false, false, true, true, false, true, true, true}, 3, 3);
    Tensor added =
        Tensor.where(
            lower,
            Tensor.zeros(DType.F64, Shape.SCALAR),
            Tensor.full(DType.F64, Shape.SCALAR, Double.NEGATIVE_INFINITY));
    double[] causal = q.scaledDotProductAttention(k, v, true).toDoubleArray();

    assertThat(q.scaledDotProductAttention(k, v, Optional.of(lower), false).toDoubleArray())
        .containsExactly(causal, within(1e-12));
    assertThat(q.scaledDotProductAttention(k, v, Optional.of(added), false).toDoubleArray())
        .containsExactly(causal, within(1e-12));
    assertThat(q.scaledDotProductAttention(k, v, Optional.of(lower), true).toDoubleArray())
        .containsExactly(causal, within(1e-12));
  }

  @Test
  void leadingDimensionsBroadcastAndVMayBeWider() {
    Tensor q = random(1, 2, 5, 3, 4);
    Tensor k = random(2, 5, 6, 4);
    Tensor v = random(3, 5, 6, 7);
    Tensor composed = q.matmul(k.mT()).div(2).softmax(-1);

    assertThat(q.scaledDotProductAttention(k, v, false).toDoubleArray())
        .containsExactly(composed.matmul(v).toDoubleArray(), within(1e-12));
    assertThat(q.scaledDotProductAttention(k, k, false).toDoubleArray())
        .containsExactly(composed.matmul(k).toDoubleArray(), within(1e-12));
  }

  @Test
  void optionsChangeTheScaleAndShareHeads() {
    Tensor q = random(1, 4, 3, 6);
    Tensor k = random(2, 2, 5, 6);
    Tensor shared = Tensor.stack(1, List.of(k, k)).reshape(4, 5, 6);
    AttentionOptions grouped = new AttentionOptions().withGroupedQueries().withScale(0.7);

    assertThat(q.scaledDotProductAttention(k, k, grouped).toDoubleArray())
        .containsExactly(
            q.matmul(shared.mT()).mul(0.7).softmax(-1).matmul(shared).toDoubleArray(),
            within(1e-12));
    assertThatThrownBy(() -> q.slice(0, 0, 3).scaledDotProductAttention(k, k, grouped))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("the heads of [2, 5, 6] cannot serve those of q [3, 3, 6]");
  }

  /// With all weights dropped nothing comes through; with none, everything.
  @Test
  void dropsWeights() {
    Tensor q = random(1, 2, 3, 4);
    assertThat(
            q.scaledDotProductAttention(q, q, new AttentionOptions().withDropout(1))
                .abs()
                .sum()
                .item())
        .isZero();
    assertThatThrownBy(() -> new AttentionOptions().withDropout(2))
        .hasMessage("scaled_dot_product_attention: dropout 2.0 is out of range; use 0 to 1");
  }

  @Test
  void aRowThatSeesNothingGivesNothing() {
    Tensor x = random(1, 2, 4).tracked();
    Tensor mask = Tensor.of(new boolean[] {false, false, true, true}, 2, 2);
    Tensor y = x.scaledDotProductAttention(x, x, new AttentionOptions().withMask(mask));

    assertThat(y.get(0).abs().sum().item()).isZero();
    assertThat(y.square().sum().backward().of(x).isNaN().to(DType.F64).sum().item()).isZero();
  }

  /// Head by head, in other words.
  @Test
  void isAttentionOfEachHead() {
    MultiheadAttention attention =
        Seed.use(
            Seed.of(4),
            () -> new MultiheadAttention(new MultiheadOptions(6, 2).withBatchFirst().withCausal()));
    attention.to(DType.F64);
    attention.inProjBias().orElseThrow().set(random(5, 18));
    Tensor x = random(6, 3, 5, 6);
    Tensor w = attention.inProj().getFirst().value();
    Tensor projected = x.matmul(w.mT()).add(attention.inProjBias().orElseThrow().value());
    Tensor[] heads = new Tensor[2];
    for (int h = 0; h < 2; h++) {
      Tensor q = projected.slice(2, 3 * h, 3 * h + 3);
      Tensor k = projected.slice(2, 6 + 3 * h, 9 + 3 * h);
      Tensor v = projected.slice(2, 12 + 3 * h, 15 + 3 * h);
      Tensor never = Tensor.full(DType.F64, Shape.SCALAR, Double.NEGATIVE_INFINITY);
      Tensor rows = Tensor.arange(5).unsqueeze(1);
      Tensor scores = q.matmul(k.mT()).div(Math.sqrt(3));
      heads[h] = Tensor.where(rows.ge(Tensor.arange(5)), scores, never).softmax(2).matmul(v);
    }
    Tensor expected = attention.outProj().forward(Tensor.concat(2, List.of(heads[0], heads[1])));

    assertThat(attention.forward(x).toDoubleArray())
        .containsExactly(expected.toDoubleArray(), within(1e-12));
    AttentionMasks causal = new AttentionMasks().withCausal();
    assertThat(attention.forward(x, x, x.copy(), causal).toDoubleArray())
        .containsExactly(expected.toDoubleArray(), within(1e-12));
    assertThat(attention.attend(x, x, x, causal).output().toDoubleArray())
        .containsExactly(expected.toDoubleArray(), within(1e-12));
  }

  @Test
  void attendsToAnotherSequence() {
    MultiheadAttention attention =
        new MultiheadAttention(new MultiheadOptions(4, 2).withoutBias().withBatchFirst());
    attention.to(DType.F64);
    Tensor q = random(1, 2, 3, 4);
    Tensor k = random(2, 2, 5, 4);

    Tensor y = attention.forward(q, k, k);
    assertThat(y.shape()).isEqualTo(Shape.of(2, 3, 4));
    MultiheadAttention.Attended shown = attention.attend(q, k, k, new AttentionMasks());
    assertThat(shown.output().toDoubleArray()).containsExactly(y.toDoubleArray(), within(1e-12));
    assertThat(shown.weights().shape()).isEqualTo(Shape.of(2, 3, 5));
    assertThat(shown.weights().sum(2).sub(1).abs().max().item()).isLessThan(1e-12);
    AttentionMasks first =
        new AttentionMasks()
            .withKeyPadding(Tensor.of(new boolean[] {false, true, true, true, true}));
    assertThat(
            attention
                .attend(q.get(1), k.get(1), k.get(1), first, false)
                .weights()
                .get(1, 2)
                .toDoubleArray())
        .containsExactly(1, 0, 0, 0, 0);
  }

  @Test
  void hasTheStateOfPyTorchAndItsStart() {
    MultiheadAttention attention = Seed.use(Seed.of(1), () -> new MultiheadAttention(64, 8));

    assertThat(attention.state().keySet())
        .containsExactly("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias");
    // Glorot: ±√(6/(64 + 192)); Linear: ±1/√64.
    assertThat(attention.inProj().getFirst().value().abs().max().item())
        .isBetween(0.15, Math.sqrt(6.0 / 256));
    assertThat(attention.outProj().weight().value().abs().max().item()).isBetween(0.124, 0.125);
    assertThat(attention.inProjBias().orElseThrow().value().abs().max().item()).isZero();
    assertThat(attention.outProj().bias().orElseThrow().value().abs().max().item()).isZero();
    assertThat(attention).hasToString("MultiheadAttention(64, heads=8)");
    MultiheadAttention wide =
        new MultiheadAttention(
            new MultiheadOptions(4, 2)
                .withDims(3, 5)
                .withAddBiasKv()
                .withAddZeroAttn()
                .withDropout(0.1));
    assertThat(wide.state().keySet())
        .containsExactly(
            "q_proj_weight",
            "k_proj_weight",
            "v_proj_weight",
            "in_proj_bias",
            "bias_k",
            "bias_v",
            "out_proj.weight",
            "out_proj.bias");
    assertThat(wide)
        .hasToString(
            "MultiheadAttention(4, heads=2, dropout=0.1, add_bias_kv=true, add_zero_attn=true, kdim=3, vdim=5)");
    wide.eval();
    assertThat(
            wide.forward(Tensor.ones(6, 2, 4), Tensor.ones(7, 2, 3), Tensor.ones(7, 2, 5)).shape())
        .isEqualTo(Shape.of(6, 2, 4));
  }

  @Test
  void namesWhatDoesNotFit() {
    assertThatThrownBy(() -> new MultiheadAttention(6, 4))
        .hasMessage("multihead_attention: 4 heads do not divide the 6 features");
    assertThatThrownBy(() -> new MultiheadAttention(6, 2).forward(Tensor.ones(3, 5)))
        .hasMessage("multihead_attention: expects q [rows, n, 6] or [rows, 6], got [3, 5]");
    MultiheadAttention own = new MultiheadAttention(6, 2);
    Tensor one = Tensor.ones(3, 6);
    assertThatThrownBy(
            () -> own.forward(one, one, one, new AttentionMasks().withMask(Tensor.ones(2, 3))))
        .hasMessage(
            "multihead_attention: expects a mask [3, 3] (one sequence or a batch) or [2, 3, 3], got [2, 3]");
    assertThatThrownBy(
            () -> own.forward(one, one, one, new AttentionMasks().withKeyPadding(Tensor.ones(2))))
        .hasMessageContaining("expects padding [1, 3]");
    assertThatThrownBy(() -> own.forward(one, one, Tensor.ones(4, 6)))
        .hasMessage("multihead_attention: k [3, 6] and v [4, 6] differ in their rows");
    Tensor x = Tensor.ones(3, 6);
    assertThatThrownBy(() -> new MultiheadAttention(6, 2).forward(x, Tensor.ones(5), x))
        .hasMessageContaining("expects k [rows, n, 6] or [rows, 6], got [5]");
    assertThatThrownBy(() -> x.scaledDotProductAttention(Tensor.ones(5), x, false))
        .hasMessageContaining("q [3, 6], k [5] and v [3, 6] do not fit");
    assertThatThrownBy(() -> x.scaledDotProductAttention(Tensor.ones(3, 5), x, false))
        .hasMessageContaining("q [3, 6], k [3, 5] and v [3, 6] do not fit");
  }
}
