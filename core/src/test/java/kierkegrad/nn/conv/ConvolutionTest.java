package kierkegrad.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.pool.MaxPool1d;
import kierkegrad.op.Conv;
import kierkegrad.op.Span;
import kierkegrad.op.Unary;
import kierkegrad.op.Window;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionTest {
  /// Worked out by hand: each result is the sum of a 2·2 block times the weight, plus the bias.
  @Test
  void aSmallConvolutionAndItsGradientsByHand() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3).tracked();
    Tensor w = Tensor.of(new float[] {1, 0, -1, 2}, 1, 1, 2, 2).tracked();
    Tensor b = Tensor.of(new float[] {10}).tracked();
    Tensor y = x.conv2d(w, Optional.of(b), Window.of(2), 1);
    assertThat(y.toFloatArray()).containsExactly(17, 19, 23, 25);
    Gradients g = y.mul(Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2)).sum().backward();
    assertThat(g.of(x).toFloatArray()).containsExactly(1, 2, 0, 2, 4, 4, -3, 2, 8);
    assertThat(g.of(w).toFloatArray()).containsExactly(37, 47, 67, 77);
    assertThat(g.of(b).toFloatArray()).containsExactly(10);
  }

  /// Sizes of a convolution, and its definition as seven loops.
  private record Case(
      int images, int in, int out, int groups, int height, int width, Window window) {
    static Case random(SplittableRandom random) {
      int groups = random.nextInt(4) == 0 ? random.nextInt(1, 5) : 1;
      int depth = random.nextInt(6) == 0 ? 1 : random.nextInt(1, 20);
      Case shape =
          new Case(
              random.nextInt(4),
              depth * groups,
              (random.nextInt(6) == 0 ? 1 : random.nextInt(1, 20)) * groups,
              groups,
              random.nextInt(1, 12),
              random.nextInt(8) == 0 ? random.nextInt(1, 60) : random.nextInt(1, 20),
              new Window(span(random), span(random)));
      return shape.positions(true) > 0 && shape.positions(false) > 0 ? shape : random(random);
    }

    private static Span span(SplittableRandom random) {
      boolean plain = random.nextBoolean();
      return new Span(
          random.nextInt(1, 5),
          plain ? 1 : random.nextInt(1, 4),
          random.nextInt(3),
          plain ? 1 : random.nextInt(1, 4));
    }

    int positions(boolean high) {
      return high ? window.height().positions(height) : window.width().positions(width);
    }

    Shape x() {
      return Shape.of(images, in, height, width);
    }

    Shape w() {
      return Shape.of(out, in / groups, window.height().kernel(), window.width().kernel());
    }

    Shape y() {
      return Shape.of(images, out, positions(true), positions(false));
    }

    private interface Term {
      void add(int x, int w, int y);
    }

    void terms(Term term) {
      int depth = in / groups;
      for (int y = 0; y < y().elements(); y++) {
        int j = y % positions(false);
        int i = y / positions(false) % positions(true);
        int o = y / positions(false) / positions(true) % out;
        int n = y / positions(false) / positions(true) / out;
        for (int t = 0; t < w().elements() / out; t++) {
          int kw = t % window.width().kernel();
          int kh = t / window.width().kernel() % window.height().kernel();
          int c = t / window.width().kernel() / window.height().kernel();
          int h =
              i * window.height().stride()
                  - window.height().padding()
                  + kh * window.height().dilation();
          int v =
              j * window.width().stride()
                  - window.width().padding()
                  + kw * window.width().dilation();
          if (h >= 0 && h < height && v >= 0 && v < width) {
            int channel = o / (out / groups) * depth + c;
            term.add(((n * in + channel) * height + h) * width + v, o * (depth * taps()) + t, y);
          }
        }
      }
    }

    private int taps() {
      return window.height().kernel() * window.width().kernel();
    }
  }

  private static double[] numbers(SplittableRandom random, Shape shape) {
    return random.doubles(shape.elements(), -1, 1).map(v -> (float) v).toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      Case shape = Case.random(random);
      double[] x = numbers(random, shape.x());
      double[] w = numbers(random, shape.w());
      double[] b = numbers(random, Shape.of(shape.out()));
      double[] g = numbers(random, shape.y());
      double[] y = new double[g.length];
      double[] dx = new double[x.length];
      double[] dw = new double[w.length];
      shape.terms((xi, wi, yi) -> {
        y[yi] += x[xi] * w[wi];
        dx[xi] += g[yi] * w[wi];
        dw[wi] += g[yi] * x[xi];
      });
      int plane = shape.positions(true) * shape.positions(false);
      for (int k = 0; k < y.length; k++) {
        y[k] += b[k / plane % shape.out()];
      }
      Window window = shape.window();
      int groups = shape.groups();
      for (DType type : List.of(DType.F64, DType.F32)) {
        Tensor xt = Tensor.of(x, shape.x().toArray()).to(type);
        Tensor wt = Tensor.of(w, shape.w().toArray()).to(type);
        Tensor gt = Tensor.of(g, shape.y().toArray()).to(type);
        Tensor bt = Tensor.of(b, b.length).to(type);
        String name = "%s %s, seed %d".formatted(type, shape, seed);
        near(name, Tensor.apply(new Conv.Forward(window, groups), xt, wt, bt), y);
        near(
            name,
            Tensor.apply(new Conv.Forward(window, groups, Optional.of(Unary.RELU)), xt, wt, bt),
            Arrays.stream(y).map(v -> Math.max(v, 0)).toArray());
        near(
            name,
            Tensor.apply(
                new Conv.InputGradient(window, groups, shape.height(), shape.width()), gt, wt),
            dx);
        near(name, Tensor.apply(new Conv.WeightGradient(window, groups), xt, gt), dw);
      }
    }
  }

  private static void near(String name, Tensor actual, double[] expected) {
    double tolerance = actual.dtype() == DType.F64 ? 1e-11 : 2e-4;
    assertThat(actual.toDoubleArray()).as(name).containsExactly(expected, within(tolerance));
  }

  @Test
  void oneImageAndOneSequenceNeedNoBatch() {
    Conv2d images = new Conv2d(2, 3, Window.of(2, 3).padding(1));
    Conv1d sequences = new Conv1d(2, 3, Span.of(3).stride(2));
    Tensor image = Tensor.ones(2, 4, 5);
    Tensor sequence = Tensor.ones(2, 7);
    assertThat(images.forward(image).sameBits(images.forward(image.unsqueeze(0)).get(0))).isTrue();
    assertThat(images.forward(image).shape()).isEqualTo(Shape.of(3, 5, 5));
    assertThat(sequences.forward(sequence).shape()).isEqualTo(Shape.of(3, 3));
    assertThat(new MaxPool1d(2).forward(sequence).shape()).isEqualTo(Shape.of(2, 3));
  }

  @Test
  void startsAsInPyTorch() {
    Conv2d layer = new Conv2d(4, 6, Window.of(3, 5), 2, true);
    double bound = 1 / Math.sqrt(2 * 3 * 5);
    assertThat(layer.state().keySet()).containsExactly("weight", "bias");
    assertThat(layer.weight().value().shape()).isEqualTo(Shape.of(6, 2, 3, 5));
    double largest = layer.weight().value().abs().amax().item();
    assertThat(largest).isBetween(bound * 0.9, bound);
    assertThat(layer.bias().orElseThrow().value().abs().amax().item()).isLessThan(bound);
    assertThat(new Conv1d(4, 6, Span.of(3), 1, false).state().keySet()).containsExactly("weight");
  }

  @Test
  void prints() {
    assertThat(new Conv2d(3, 32, 3))
        .hasToString("Conv2d(3, 32, kernel_size=(3, 3), stride=(1, 1))");
    assertThat(new Conv2d(4, 8, Window.of(3).stride(2).padding(1).dilation(2), 4, false))
        .hasToString(
            "Conv2d(4, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), dilation=(2, 2),"
                + " groups=4, bias=false)");
    assertThat(new Conv1d(3, 2, 5)).hasToString("Conv1d(3, 2, kernel_size=(5,), stride=(1,))");
  }

  @Test
  void errorsNameTheLayer() {
    Sequential model = new Sequential(new Conv2d(3, 4, 3), new Conv1d(3, 4, 3));
    model.parameters();
    assertThatThrownBy(() -> model.forward(Tensor.ones(2, 4, 8, 8)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("conv2d 0: expects 3 channels, [n, 3, h, w], got [2, 4, 8, 8]");
    assertThatThrownBy(() -> model.layers().get(1).forward(Tensor.ones(2, 4, 8)))
        .hasMessage("conv1d 1: expects 3 channels, [n, 3, l], got [2, 4, 8]");
    assertThatThrownBy(() -> new Conv2d(3, 4, Window.of(3), 2, true))
        .hasMessageContaining("3 channels in and 4 out do not fall into 2 groups");
    assertThatThrownBy(() -> Span.of(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Tensor.ones(2, 3).conv2d(Tensor.ones(2, 3)))
        .hasMessageContaining("conv2d: expects 4 dimensions, [n, c, h, w], got [2, 3]");
    assertThatThrownBy(() -> Tensor.ones(3).maxPool1d(Span.of(2), false))
        .hasMessageContaining("max_pool1d: expects 3 dimensions, [n, c, l], got [3]");
    assertThatThrownBy(() -> new Conv.Forward(Window.of(2), 1, Optional.of(Unary.EXP)))
        .hasMessageContaining("exp cannot be fused");
  }
}
