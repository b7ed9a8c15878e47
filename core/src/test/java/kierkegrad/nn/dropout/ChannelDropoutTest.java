package kierkegrad.nn.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import kierkegrad.graph.Graph;
import kierkegrad.nn.Layer;
import kierkegrad.nn.activation.RReLU;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// What PyTorch's seeds give was computed with PyTorch 2.13.
class ChannelDropoutTest {
  private static float[] torch(long seed, Layer layer, Tensor x) {
    return Seed.use(Seed.torch(seed), () -> layer.forward(x)).toFloatArray();
  }

  @Test
  void drawLikePyTorch() {
    assertThat(torch(3, new Dropout1d(), Tensor.ones(4, 2, 2)))
        .containsExactly(2, 2, 2, 2, 0, 0, 2, 2, 0, 0, 0, 0, 2, 2, 2, 2);
    float dropped = -0.7791939377784729f;
    assertThat(torch(0, new AlphaDropout(), Tensor.arange(6).to(DType.F32)))
        .containsExactly(
            new float[] {dropped, dropped, 2.5520036f, dropped, dropped, dropped}, within(1e-6f));
    float kept = 1.6655988693237305f;
    assertThat(torch(3, new FeatureAlphaDropout(), Tensor.ones(2, 2, 2)))
        .containsExactly(
            new float[] {kept, kept, kept, kept, dropped, dropped, kept, kept}, within(1e-6f));
    assertThat(torch(0, new RReLU(), Tensor.of(new float[] {-1, 2, -1, -1})))
        .containsExactly(
            new float[] {-0.3270943760871887f, 2, -0.27246248722076416f, -0.22070477902889252f},
            within(1e-6f));
  }

  @Test
  void dropWholeChannels() {
    List<Layer> layers = List.of(new Dropout1d(0.3), new Dropout2d(0.3), new Dropout3d(0.3));
    for (int i = 0; i < 3; i++) {
      int[] sizes = new int[i + 3];
      Arrays.fill(sizes, 3);
      sizes[0] = 40;
      sizes[1] = 50;
      Layer layer = layers.get(i);
      Tensor x = Tensor.ones(DType.F64, Shape.of(sizes));
      Tensor y = Seed.use(Seed.of(1), () -> layer.forward(x)).reshape(2000, -1);
      assertThat(y.amax(1).sameBits(y.amin(1))).isTrue();
      assertThat(y.mean().item()).isCloseTo(1, within(0.05));
      assertThat(y.max().item()).isEqualTo(1 / 0.7);
    }
  }

  @Test
  void withoutABatchTheFirstDimensionIsTheChannels() {
    Tensor x = Tensor.ones(DType.F64, Shape.of(100, 2, 2, 2));
    Tensor y = Seed.use(Seed.of(1), () -> new Dropout3d().forward(x)).reshape(100, 8);
    assertThat(y.amax(1).sameBits(y.amin(1))).isTrue();
  }

  @Test
  void alphaDropoutKeepsMeanAndVariance() {
    Tensor x = Tensor.randn(Seed.of(2), 200, 500);
    for (Layer layer : List.of(new AlphaDropout(0.2), new FeatureAlphaDropout(0.2))) {
      Tensor y = Seed.use(Seed.of(1), () -> layer.forward(x));
      assertThat(y.mean().item()).isCloseTo(0, within(0.02));
      assertThat(y.square().mean().item()).isCloseTo(1, within(0.03));
    }
  }

  @Test
  void tracedDrawsTheSame() {
    Tensor x = Tensor.ones(4, 3, 2, 2);
    for (Layer layer : List.of(new Dropout2d(), new AlphaDropout(), new FeatureAlphaDropout())) {
      Tensor eager = Seed.use(Seed.of(1), () -> layer.forward(x));
      Graph graph = Graph.of(in -> layer.forward(in.getFirst()), x);
      assertThat(Seed.use(Seed.of(1), () -> graph.run(x).getFirst()).sameBits(eager)).isTrue();
    }
  }

  @Test
  void sayWhatDoesNotFit() {
    Tensor x = Tensor.ones(3);
    assertThatThrownBy(() -> new Dropout1d().forward(x))
        .hasMessage("dropout1d: [3] does not fit; expects [n, c, l] or [c, l]");
    assertThatThrownBy(() -> new FeatureAlphaDropout().forward(x))
        .hasMessageContaining("feature_alpha_dropout: [3] has no channels");
    assertThatThrownBy(() -> new Dropout3d(2)).hasMessageContaining("p = 2.0 is no probability");
    assertThat(
            List.of(
                new Dropout1d(),
                new Dropout2d(),
                new Dropout3d(),
                new AlphaDropout(),
                new FeatureAlphaDropout()))
        .hasToString(
            "[Dropout1d(p=0.5), Dropout2d(p=0.5), Dropout3d(p=0.5), AlphaDropout(p=0.5), "
                + "FeatureAlphaDropout(p=0.5)]");
  }
}
