package kierkegrad.nn.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
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

  /// Head by head, in other words.
  @Test
  void isAttentionOfEachHead() {
    MultiheadAttention attention =
        Seed.use(Seed.of(4), () -> new MultiheadAttention(6, 2, true, true));
    attention.to(DType.F64);
    attention.inProjBias().orElseThrow().set(random(5, 18));
    Tensor x = random(6, 3, 5, 6);
    Tensor w = attention.inProjWeight().value();
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
    assertThat(attention.forward(x, x, x).toDoubleArray())
        .containsExactly(expected.toDoubleArray(), within(1e-12));
  }

  @Test
  void attendsToAnotherSequence() {
    MultiheadAttention attention = new MultiheadAttention(4, 2, false, false);
    attention.to(DType.F64);
    Tensor q = random(1, 2, 3, 4);
    Tensor k = random(2, 2, 5, 4);

    Tensor y = attention.forward(q, k, k);
    assertThat(y.shape()).isEqualTo(Shape.of(2, 3, 4));
    Tensor all = Tensor.of(new boolean[] {true}, 1, 1, 1);
    assertThat(attention.forward(q, k, k, Optional.of(all)).toDoubleArray())
        .containsExactly(y.toDoubleArray(), within(1e-12));
  }

  @Test
  void hasTheStateOfPyTorchAndItsStart() {
    MultiheadAttention attention = Seed.use(Seed.of(1), () -> new MultiheadAttention(64, 8));

    assertThat(attention.state().keySet())
        .containsExactly("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias");
    // Glorot: ±√(6/(64 + 192)); Linear: ±1/√64.
    assertThat(attention.inProjWeight().value().abs().max().item())
        .isBetween(0.15, Math.sqrt(6.0 / 256));
    assertThat(attention.outProj().weight().value().abs().max().item()).isBetween(0.124, 0.125);
    assertThat(attention.inProjBias().orElseThrow().value().abs().max().item()).isZero();
    assertThat(attention.outProj().bias().orElseThrow().value().abs().max().item()).isZero();
    assertThat(attention).hasToString("MultiheadAttention(64, heads=8)");
    assertThat(new MultiheadAttention(4, 2, true, false))
        .hasToString("MultiheadAttention(4, heads=2, causal, bias=false)");
  }

  @Test
  void namesWhatDoesNotFit() {
    assertThatThrownBy(() -> new MultiheadAttention(6, 4))
        .hasMessage("multihead_attention: 4 heads do not divide the 6 features");
    assertThatThrownBy(() -> new MultiheadAttention(6, 2).forward(Tensor.ones(3, 5)))
        .hasMessage("multihead_attention: expects x […, rows, 6], got [3, 5]");
    Tensor x = Tensor.ones(3, 6);
    assertThatThrownBy(() -> new MultiheadAttention(6, 2).forward(x, Tensor.ones(5), x))
        .hasMessageContaining("expects k […, rows, 6], got [5]");
    assertThatThrownBy(() -> x.scaledDotProductAttention(Tensor.ones(5), x, false))
        .hasMessageContaining("q [3, 6], k [5] and v [3, 6] do not fit");
    assertThatThrownBy(() -> x.scaledDotProductAttention(Tensor.ones(3, 5), x, false))
        .hasMessageContaining("q [3, 6], k [3, 5] and v [3, 6] do not fit");
  }
}
