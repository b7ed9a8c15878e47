package kierkegrad.nn.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Layer;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.CompiledStep;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final Tensor TABLE = Tensor.of(new float[][] {{3, 4}, {1, 0}, {0, 2}, {-6, 8}});

  private static Tensor index(long... rows) {
    return Tensor.of(rows);
  }

  private static Embedding of(EmbeddingOptions options) {
    return Embedding.fromPretrained(TABLE, false, options);
  }

  private static double[] gradient(Embedding embedding, Tensor index) {
    return embedding.forward(index).sum().backward().of(embedding.weight()).toDoubleArray();
  }

  @Test
  void looksUpRows() {
    Embedding embedding = Embedding.fromPretrained(TABLE);
    assertThat(embedding.weight().isFrozen()).isTrue();
    Tensor y = embedding.forward(Tensor.of(new long[] {1, 3, 0, 1}, 2, 2));
    assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 2));
    assertThat(y.toDoubleArray()).containsExactly(1, 0, -6, 8, 3, 4, 1, 0);
    assertThat(embedding.forward(Tensor.of(new int[] {2}).get(0)).toDoubleArray())
        .containsExactly(0, 2);
    assertThat(embedding.forward(Tensor.zeros(DType.I64, Shape.of(0, 3))).shape())
        .isEqualTo(Shape.of(0, 3, 2));
  }

  @Test
  void startsAsPyTorch() {
    Embedding embedding =
        Seed.use(
            Seed.of(1), () -> new Embedding(300, 20, new EmbeddingOptions().withPaddingIdx(-2)));
    assertThat(embedding.weight().value().get(298).abs().sum().item()).isZero();
    assertThat(embedding.weight().value().square().mean().item()).isCloseTo(1, within(0.1));
    assertThat(embedding.state().keySet()).containsExactly("weight");
    assertThat(embedding).hasToString("Embedding(300, 20, padding_idx=298)");
  }

  @Test
  void gradientsKnowPaddingAndFrequency() {
    assertThat(gradient(of(new EmbeddingOptions()), index(1, 1, 2)))
        .containsExactly(0, 0, 2, 2, 1, 1, 0, 0);
    assertThat(gradient(of(new EmbeddingOptions().withPaddingIdx(1)), index(1, 1, 2)))
        .containsExactly(0, 0, 0, 0, 1, 1, 0, 0);
    assertThat(gradient(of(new EmbeddingOptions().withScaleGradByFreq()), index(1, 1, 2)))
        .containsExactly(0, 0, 1, 1, 1, 1, 0, 0);
  }

  /// Rows 0 and 3 are 5 and 10 long; row 3 is not looked up.
  @Test
  void shortensLongRowsInTheTable() {
    Embedding embedding = of(new EmbeddingOptions().withMaxNorm(1));
    Tensor y = embedding.forward(index(0, 1));
    assertThat(y.toDoubleArray()).containsExactly(new double[] {0.6, 0.8, 1, 0}, within(1e-6));
    assertThat(embedding.weight().value().toDoubleArray())
        .containsExactly(new double[] {0.6, 0.8, 1, 0, 0, 2, -6, 8}, within(1e-6));
    Embedding sums = of(new EmbeddingOptions().withMaxNorm(7).withNormType(1));
    assertThat(sums.forward(index(3)).toDoubleArray())
        .containsExactly(new double[] {-3, 4}, within(1e-5));
    Embedding largest =
        of(new EmbeddingOptions().withMaxNorm(4).withNormType(Double.POSITIVE_INFINITY));
    assertThat(largest.forward(index(3)).toDoubleArray())
        .containsExactly(new double[] {-3, 4}, within(1e-5));
  }

  @Test
  void learnsEagerlyAndCompiled() {
    Supplier<Layer> make =
        () ->
            new Embedding(
                5,
                3,
                new EmbeddingOptions().withPaddingIdx(0).withMaxNorm(1).withScaleGradByFreq());
    Layer one = Seed.use(Seed.of(2), make);
    Layer other = Seed.use(Seed.of(2), make);
    Tensor x = Tensor.of(new long[] {0, 1, 1, 4}, 2, 2);
    Tensor target = Tensor.randn(Seed.of(3), 2, 2, 3);
    SGD optimizer = new SGD(one.parameters(), new SGD.Options(0.5));
    CompiledStep step =
        new CompiledStep(other, new MSELoss(), new SGD(other.parameters(), new SGD.Options(0.5)));
    for (int i = 0; i < 5; i++) {
      Tensor loss = new MSELoss().of(one.forward(x), target);
      optimizer.step(loss.backward());
      assertThat(step.run(x, target)).as("step %d", i).isEqualTo(loss.item());
    }
    assertThat(one.parameters().getFirst().value().get(0).abs().sum().item()).isZero();
  }

  @Test
  void bagsBecomeOneVector() {
    Tensor bags = Tensor.of(new long[] {0, 1, 2, 2}, 2, 2);
    Tensor flat = index(0, 1, 2, 2);
    Tensor offsets = index(0, 2, 2);
    EmbeddingBag mean = EmbeddingBag.fromPretrained(TABLE);
    EmbeddingBag sum =
        EmbeddingBag.fromPretrained(TABLE, false, "sum", false, new EmbeddingOptions());
    EmbeddingBag max =
        EmbeddingBag.fromPretrained(TABLE, false, "max", false, new EmbeddingOptions());
    assertThat(mean.forward(bags).toDoubleArray()).containsExactly(2, 2, 0, 2);
    assertThat(sum.forward(bags).toDoubleArray()).containsExactly(4, 4, 0, 4);
    assertThat(max.forward(bags).toDoubleArray()).containsExactly(3, 4, 0, 2);
    assertThat(mean.forward(flat, offsets).toDoubleArray()).containsExactly(2, 2, 0, 0, 0, 2);
    assertThat(max.forward(flat, offsets).toDoubleArray()).containsExactly(3, 4, 0, 0, 0, 2);
    Tensor weights = Tensor.of(new float[] {2, 1, 0, 3});
    assertThat(sum.forward(flat, offsets, Optional.of(weights)).toDoubleArray())
        .containsExactly(7, 8, 0, 0, 0, 6);
    assertThat(sum.forward(bags, Optional.of(weights.reshape(2, 2))).toDoubleArray())
        .containsExactly(7, 8, 0, 6);
    EmbeddingBag closed =
        EmbeddingBag.fromPretrained(
            TABLE, true, "mean", true, new EmbeddingOptions().withPaddingIdx(2));
    assertThat(closed.forward(flat, index(0, 3, 4)).toDoubleArray()).containsExactly(2, 2, 0, 0);
    assertThat(max.forward(index(), index(0, 0)).toDoubleArray()).containsExactly(0, 0, 0, 0);
    assertThat(new EmbeddingBag(4, 2)).hasToString("EmbeddingBag(4, 2, mode=mean)");
  }

  @Test
  void namesWhatDoesNotFit() {
    EmbeddingBag mean = new EmbeddingBag(4, 2);
    EmbeddingBag sum = new EmbeddingBag(4, 2, "sum");
    assertThatThrownBy(() -> new Embedding(4, 2).forward(Tensor.ones(3)))
        .hasMessage("embedding: indices are float32, not integers; convert with to(DType.I64)");
    assertThatThrownBy(() -> new Embedding(4, 2).forward(index(4)))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new Embedding(4, 2, new EmbeddingOptions().withPaddingIdx(4)))
        .hasMessage("embedding: the padding row 4 is not one of the 4 rows");
    assertThatThrownBy(() -> Embedding.fromPretrained(Tensor.ones(3)))
        .hasMessage("embedding: a table is [rows, width], got [3]");
    assertThatThrownBy(() -> new EmbeddingBag(4, 2, "min"))
        .hasMessage("embedding_bag: mode 'min' is unknown; use 'mean', 'sum' or 'max'");
    assertThatThrownBy(() ->
            new EmbeddingBag(4, 2, "max", false, new EmbeddingOptions().withScaleGradByFreq()))
        .hasMessageContaining("mode 'max' does not scale gradients");
    assertThatThrownBy(() -> mean.forward(index(1, 2)))
        .hasMessageContaining("say where bags begin");
    assertThatThrownBy(() -> mean.forward(index(1, 2), index(1)))
        .hasMessageContaining("the first is 0");
    EmbeddingBag closed = new EmbeddingBag(4, 2, "sum", true, new EmbeddingOptions());
    assertThatThrownBy(() -> closed.forward(index(1, 2), index(0, 1)))
        .hasMessageContaining("offsets go from 0 to 1; the first is 0, and the last is 2");
    assertThatThrownBy(() -> mean.forward(index(1, 2).reshape(1, 2), index(0)))
        .hasMessageContaining("expects indices [n] and offsets [bags]");
    assertThatThrownBy(() -> mean.forward(index(1), index(0), Optional.of(Tensor.ones(1))))
        .hasMessageContaining("are for mode 'sum'");
    assertThatThrownBy(() -> sum.forward(index(1), index(0), Optional.of(Tensor.ones(2))))
        .hasMessageContaining("do not fit indices [1]");
  }
}
