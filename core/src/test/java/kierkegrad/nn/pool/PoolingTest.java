package kierkegrad.nn.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kierkegrad.grad.Grad;
import kierkegrad.op.Span;
import kierkegrad.op.Window;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolingTest {
  private static final Tensor IMAGE =
      Tensor.of(new float[] {1, 5, 5, 2, 0, 3, 4, 4, 7, -1, 8, 6}, 1, 1, 3, 4).tracked();

  /// By hand; the 5 that comes first wins its window.
  @Test
  void theFirstLargestTakesTheGradient() {
    Tensor y = IMAGE.maxPool2d(Window.of(2, 3), false);
    assertThat(y.toFloatArray()).containsExactly(5, 5, 8, 8);
    assertThat(y.sum().backward().of(IMAGE).toFloatArray())
        .containsExactly(0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0);
  }

  /// The last window hangs over the end; what hangs over does not count, padding does.
  @Test
  void meansDivideByWhatCounts() {
    Window window = Window.of(2).stride(2);
    assertThat(IMAGE.avgPool2d(window, true, true).toFloatArray())
        .containsExactly(2.25f, 3.75f, 3, 7);
    Window padded = Window.of(2).stride(2).padding(1);
    assertThat(IMAGE.avgPool2d(padded, false, true).toFloatArray())
        .containsExactly(0.25f, 2.5f, 0.5f, 1.75f, 3.5f, 2.5f);
    assertThat(IMAGE.avgPool2d(padded, false, false).toFloatArray())
        .containsExactly(1, 5, 2, 3.5f, 3.5f, 5);
  }

  private static Span span(SplittableRandom random, int size) {
    int kernel = random.nextInt(1, Math.min(4, size) + 1);
    return new Span(kernel, random.nextInt(1, 4), random.nextInt(kernel / 2 + 1), 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 60; round++) {
      int height = random.nextInt(1, 9);
      int width = random.nextInt(1, 40);
      boolean ceil = random.nextBoolean();
      boolean count = random.nextBoolean();
      Window window = new Window(span(random, height), span(random, width));
      Shape shape = Shape.of(random.nextInt(3), random.nextInt(1, 4), height, width);
      // Few distinct numbers, so that there are ties.
      double[] x = random.ints(shape.elements(), -3, 4).asDoubleStream().toArray();
      for (DType type : new DType[] {DType.F32, DType.F64}) {
        Tensor in = Tensor.of(x, shape.toArray()).to(type).tracked();
        Tensor most = in.maxPool2d(window, ceil);
        Tensor mean = in.avgPool2d(window, ceil, count);
        int rows = most.size(2);
        int columns = most.size(3);
        double[] g = IntStream.range(0, most.elements()).mapToDouble(i -> 1 + i % 5).toArray();
        double[] largest = new double[g.length];
        double[] average = new double[g.length];
        double[] dMost = new double[x.length];
        double[] dMean = new double[x.length];
        for (int y = 0; y < g.length; y++) {
          int plane = y / rows / columns * height * width;
          Span h = window.height();
          Span w = window.width();
          int top = y / columns % rows * h.stride() - h.padding();
          int left = y % columns * w.stride() - w.padding();
          int best = -1;
          int inside = 0;
          int area = 0;
          for (int pass = 0; pass < 2; pass++) {
            for (int i = top; i < Math.min(top + h.kernel(), height + h.padding()); i++) {
              for (int j = left; j < Math.min(left + w.kernel(), width + w.padding()); j++) {
                boolean real = i >= 0 && i < height && j >= 0 && j < width;
                int at = plane + i * width + j;
                if (pass == 0) {
                  area++;
                  inside += real ? 1 : 0;
                  best = real && (best < 0 || x[at] > x[best]) ? at : best;
                } else if (real) {
                  double share = 1.0 / (count ? area : inside);
                  average[y] += share * x[at];
                  dMean[at] += share * g[y];
                }
              }
            }
          }
          largest[y] = x[best];
          dMost[best] += g[y];
        }
        String name = "%s %s %s, ceil %s, seed %d".formatted(type, shape, window, ceil, seed);
        Tensor slopes = Tensor.of(g, most.shape().toArray()).to(type);
        assertThat(most.toDoubleArray()).as(name).containsExactly(largest);
        assertThat(mean.toDoubleArray()).as(name).containsExactly(average, within(1e-5));
        assertThat(most.mul(slopes).sum().backward().of(in).toDoubleArray())
            .as(name)
            .containsExactly(dMost);
        assertThat(mean.mul(slopes).sum().backward().of(in).toDoubleArray())
            .as(name)
            .containsExactly(dMean, within(1e-5));
      }
    }
  }

  /// The usual pooling has loops of its own in float32; float64 has none. With ties, NaN and −∞.
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void squaresOfFloat32ArePooledAsThoseOfFloat64(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Window window = Window.of(2).stride(2);
    for (int round = 0; round < 60; round++) {
      Shape shape =
          Shape.of(
              random.nextInt(3), random.nextInt(1, 4), random.nextInt(2, 9), random.nextInt(2, 70));
      double[] values =
          random
              .ints(shape.elements(), 0, 200)
              .mapToDouble(v -> v == 0 ? Double.NaN : v == 1 ? Double.NEGATIVE_INFINITY : v % 5)
              .toArray();
      Tensor wide = Tensor.of(values, shape.toArray()).tracked();
      Tensor narrow = wide.detach().to(DType.F32).tracked();
      Tensor expected = wide.maxPool2d(window, false);
      Tensor actual = narrow.maxPool2d(window, false);
      Tensor g = Tensor.arange(expected.elements()).add(1).reshape(expected.shape());
      assertThat(actual.toDoubleArray())
          .as("%s, seed %d", shape, seed)
          .containsExactly(expected.toDoubleArray());
      assertThat(Grad.vjp(x -> x.maxPool2d(window, false), narrow, g.to(DType.F32)).toDoubleArray())
          .as("%s, seed %d", shape, seed)
          .containsExactly(
              Grad.vjp(x -> x.maxPool2d(window, false), wide, g.to(DType.F64)).toDoubleArray());
    }
  }

  @Test
  void sequencesArePooledLikeRows() {
    Tensor x = Tensor.of(new float[] {1, 4, 2, 3, 9}, 1, 1, 5);
    assertThat(new MaxPool1d(2).forward(x).toFloatArray()).containsExactly(4, 3);
    assertThat(new AvgPool1d(2).forward(x).toFloatArray()).containsExactly(2.5f, 2.5f);
    assertThat(new AvgPool1d(Span.of(5)).forward(x).toFloatArray()).containsExactly(3.8f);
    assertThat(new MaxPool2d(2).forward(IMAGE).toFloatArray()).containsExactly(5, 5);
    assertThat(new AvgPool2d(2).forward(IMAGE).toFloatArray()).containsExactly(2.25f, 3.75f);
  }

  @Test
  void prints() {
    assertThat(new MaxPool2d(2))
        .hasToString("MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=false)");
    assertThat(new MaxPool1d(Span.of(3), true))
        .hasToString("MaxPool1d(kernel_size=3, stride=1, padding=0, dilation=1, ceil_mode=true)");
    assertThat(new AvgPool2d(Window.of(2, 3)))
        .hasToString("AvgPool2d(kernel_size=(2, 3), stride=1, padding=0)");
    assertThat(new AvgPool1d(2))
        .hasToString("AvgPool1d(kernel_size=(2,), stride=(2,), padding=(0,))");
  }
}
