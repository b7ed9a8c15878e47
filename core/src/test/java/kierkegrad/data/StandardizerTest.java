package kierkegrad.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class StandardizerTest {
  /// Column means 5 and 0; squared distances 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32 of 8 rows, so σ =
  /// 2, and 4 · 4 + 4 · 16 = 80, so σ = √10.
  private static final Tensor X =
      Tensor.of(new float[][] {{2, 2}, {4, -2}, {4, 2}, {4, -2}, {5, 4}, {5, -4}, {7, 4}, {9, -4}});

  @Test
  void takesMeanAndDeviationOfEachFeature() {
    Standardizer scale = Standardizer.fit(X);
    assertThat(scale.mean().toDoubleArray()).containsExactly(5, 0);
    assertThat(scale.deviation().toDoubleArray()).containsExactly(2, Math.sqrt(10));
    assertThat(scale.mean().dtype()).isEqualTo(DType.F64);

    Tensor y = scale.apply(X);
    assertThat(y.dtype()).isEqualTo(DType.F32);
    assertThat(y.select(1, 0).toFloatArray())
        .containsExactly(-1.5f, -0.5f, -0.5f, -0.5f, 0, 0, 1, 2);
    assertThat(y.get(4, 1).item()).isCloseTo(4 / Math.sqrt(10), within(1e-7));
  }

  @Test
  void aRowOfNumbersIsOneFeature() {
    // Mean 2.5, variance (2.25 + 0.25 + 0.25 + 2.25) / 4 = 1.25.
    Standardizer scale = Standardizer.fit(Tensor.of(new double[] {1, 2, 3, 4}));
    assertThat(scale.mean().item()).isEqualTo(2.5);
    assertThat(scale.deviation().item()).isEqualTo(Math.sqrt(1.25));
    assertThat(scale.apply(Tensor.of(new double[] {2.5})).item()).isZero();
  }

  @Test
  void integersBecomeFloats() {
    Standardizer scale = Standardizer.fit(Tensor.of(new byte[] {(byte) 200, (byte) 100}));
    Tensor y = scale.apply(Tensor.of(new byte[] {(byte) 250, 0}));
    assertThat(y.dtype()).isEqualTo(DType.F32);
    assertThat(y.toFloatArray()).containsExactly(2, -3);
  }

  @Test
  void aConstantFeatureIsExactlyZero() {
    for (DType type : new DType[] {DType.F32, DType.F64}) {
      for (double constant : new double[] {0, 0.1, -1e-12, 1234567.891, 1e30}) {
        Tensor x = Tensor.full(type, Shape.of(3001, 1), constant);
        Tensor y = Standardizer.fit(x).apply(x);
        assertThat(y.toDoubleArray()).as("%s of %s", constant, type).containsOnly(0);
      }
    }
  }

  @Test
  void readsMoreRowsThanFitAtOnce() {
    // 0 to 2999: mean 1499.5, variance (3000² − 1) / 12.
    Standardizer scale = Standardizer.fit(Tensor.arange(3000));
    assertThat(scale.mean().item()).isCloseTo(1499.5, within(1e-9));
    assertThat(scale.deviation().item())
        .isCloseTo(Math.sqrt((3000.0 * 3000 - 1) / 12), within(1e-9));
  }

  @Test
  void takesMeanAndDeviationOfEachChannel() {
    // Two images of two channels, 1×2: channel 0 is 1 3 | 5 7, with mean 4 and variance
    // (9 + 1 + 1 + 9) / 4 = 5; channel 1 is 10 10 | 30 30, with mean 20 and deviation 10.
    Tensor images = Tensor.of(new float[] {1, 3, 10, 10, 5, 7, 30, 30}, 2, 2, 1, 2);
    Standardizer scale = Standardizer.fitChannels(images);
    assertThat(scale.mean().shape()).isEqualTo(Shape.of(2, 1, 1));
    assertThat(scale.mean().toDoubleArray()).containsExactly(4, 20);
    assertThat(scale.deviation().toDoubleArray()).containsExactly(Math.sqrt(5), 10);

    Tensor y = scale.apply(images);
    assertThat(y.shape()).isEqualTo(images.shape());
    assertThat(y.select(1, 1).toFloatArray()).containsExactly(-1, -1, 1, 1);
    assertThat(y.get(1, 0, 0, 1).item()).isCloseTo(3 / Math.sqrt(5), within(1e-6));
  }

  @Test
  void theTestPartHasNoSay() {
    Dataset data = new TensorDataset(X, Tensor.arange(8));
    Tensor other = X.copy();
    Split split = Split.random(data, 0, 0.25, 42);
    Tensor index = Tensor.of(split.test().indices());
    Tensor shift = Tensor.full(DType.F32, Shape.of(2, 2), 1000);
    Tensor places = index.unsqueeze(1).expand(2, 2);
    Dataset changed = new TensorDataset(other.scatterAdd(0, places, shift), Tensor.arange(8));

    Standardizer scale = Standardizer.fit(split.train());
    Standardizer again = Standardizer.fit(Split.random(changed, 0, 0.25, 42).train());

    assertThat(again.mean().sameBits(scale.mean())).isTrue();
    assertThat(again.deviation().sameBits(scale.deviation())).isTrue();
    assertThat(Standardizer.fit(changed).mean().sameBits(Standardizer.fit(data).mean())).isFalse();
  }

  @Test
  void normalisesADataSetBatchByBatch() {
    Dataset data = new TensorDataset(X, Tensor.arange(8));
    Batch batch = Standardizer.fit(data).apply(data).rows(7, 0);
    assertThat(batch.x().select(1, 0).toFloatArray()).containsExactly(2, -1.5f);
    assertThat(batch.y().toLongArray()).containsExactly(7, 0);
  }

  @Test
  void namesWhatItCannotFit() {
    assertThatThrownBy(() -> Standardizer.fit(Tensor.zeros(0, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("standardizer: there are no rows to fit on; is the training part empty?");
    assertThatThrownBy(() -> Standardizer.fitChannels(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("channels need images [rows, channels, height, width], got [1, 2]");
    assertThatThrownBy(() -> new Standardizer(Tensor.zeros(2), Tensor.ones(3), 1e-8))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("the mean is [2] but the deviation is [3]");
    assertThatThrownBy(() -> new Standardizer(Tensor.zeros(2), Tensor.ones(2), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("standardizer: ε is 0.0; use a small number above 0");
  }
}
