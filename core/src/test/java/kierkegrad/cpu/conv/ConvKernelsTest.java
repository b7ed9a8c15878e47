package kierkegrad.cpu.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to compute a convolution against plain loops in float64.
class ConvKernelsTest {
  /// Operands of one convolution, and what plain loops give.
  private static final class Case {
    final ConvShape shape;
    final double[] x;
    final double[] w;
    final double[] g;
    final double[] b;
    final double[] y;
    final double[] dx;
    final double[] dw;

    Case(ConvShape shape, SplittableRandom random) {
      this.shape = shape;
      this.x = numbers(random, shape.images() * shape.in() * shape.pixels());
      this.w = numbers(random, shape.out() * shape.inPerGroup() * shape.taps());
      this.g = numbers(random, shape.images() * shape.out() * shape.positions());
      this.b = numbers(random, shape.out());
      this.y = new double[g.length];
      this.dx = new double[x.length];
      this.dw = new double[w.length];
      for (int i = 0; i < y.length; i++) {
        y[i] = b[i / shape.positions() % shape.out()];
      }
      PlainConv.forward(shape, x, 0, w, 0, y);
      PlainConv.inputGradient(shape, g, 0, w, 0, dx);
      PlainConv.weightGradient(shape, x, 0, g, 0, dw);
    }

    private static double[] numbers(SplittableRandom random, int n) {
      return random.doubles(n, -1, 1).map(v -> (float) v).toArray();
    }

    /// Runs with the operands somewhere in longer arrays, and a result that held something else.
    float[] run(ImageKernel kernel, double[] a, double[] bias, int n) {
      float[] result = new float[n];
      Arrays.fill(result, Float.NaN);
      float[] b = bias.length == 0 ? new float[0] : shifted(bias, 2);
      kernel.run(shifted(a, 3), 3, shifted(w, 5), 5, b, 2, result);
      return result;
    }

    float[] run(WeightKernel kernel) {
      float[] result = new float[dw.length];
      Arrays.fill(result, Float.NaN);
      kernel.run(shifted(x, 3), 3, shifted(g, 5), 5, result);
      return result;
    }

    private static float[] shifted(double[] values, int by) {
      float[] array = new float[by + values.length];
      Arrays.fill(array, Float.NaN);
      for (int i = 0; i < values.length; i++) {
        array[by + i] = (float) values[i];
      }
      return array;
    }

    void check(String name, ImageKernel forward, ImageKernel inputs, WeightKernel weights) {
      near(name, run(forward, x, b, y.length), y);
      near(name, run(inputs, g, new double[0], dx.length), dx);
      near(name, run(weights), dw);
    }

    private static void near(String name, float[] actual, double[] expected) {
      double largest = 1;
      for (double v : expected) {
        largest = Math.max(largest, Math.abs(v));
      }
      double[] wide = new double[actual.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = actual[i];
      }
      assertThat(wide).as(name).containsExactly(expected, within(4e-5 * largest));
    }
  }

  private static ConvShape.Axis axis(SplittableRandom random, int size) {
    boolean plain = random.nextBoolean();
    int kernel = random.nextInt(1, 6);
    int stride = plain ? 1 : random.nextInt(1, 4);
    int padding = random.nextInt(4);
    int dilation = plain ? 1 : random.nextInt(1, 4);
    int positions = Math.floorDiv(size + 2 * padding - dilation * (kernel - 1) - 1, stride) + 1;
    return new ConvShape.Axis(size, kernel, stride, padding, dilation, positions);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void tilesAgreeWithPlainLoops(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      int groups = random.nextInt(3) == 0 ? random.nextInt(1, 5) : 1;
      ConvShape shape =
          new ConvShape(
              random.nextInt(4),
              groups * random.nextInt(1, 24),
              groups * random.nextInt(1, 24),
              groups,
              axis(random, random.nextInt(1, 20)),
              axis(random, random.nextInt(1, random.nextInt(8) == 0 ? 200 : 30)));
      if (shape.height().positions() < 1 || shape.width().positions() < 1) {
        continue;
      }
      new Case(shape, random)
          .check(
              "%s, seed %d".formatted(shape, seed),
              ImageProduct.forward(shape, false),
              ImageProduct.gradient(shape),
              new WeightProduct(shape));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void narrowGroupsAgreeWithPlainLoops(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20; i++) {
      int groups = random.nextInt(2, 9);
      ConvShape shape =
          new ConvShape(
              random.nextInt(3),
              groups * random.nextInt(1, 4),
              groups * random.nextInt(1, 4),
              groups,
              axis(random, random.nextInt(6, 20)),
              axis(random, random.nextInt(6, 60)));
      if (shape.height().positions() < 1 || shape.width().positions() < 1) {
        continue;
      }
      new Case(shape, random)
          .check(
              "%s, seed %d".formatted(shape, seed),
              Depthwise.forward(shape, false),
              Depthwise.gradient(shape),
              new WeightProduct(shape));
    }
  }

  /// Work is cut by sizes, so a piece gives the same bits wherever and beside whatever it runs.
  @Test
  void theSameBitsAgainAndForEveryImageAlone() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    ConvShape.Axis axis = new ConvShape.Axis(12, 3, 1, 1, 1, 12);
    ConvShape shape = new ConvShape(5, 16, 16, 1, axis, axis);
    ConvShape one = new ConvShape(1, 16, 16, 1, axis, axis);
    Case all = new Case(shape, random);
    ImageKernel conv = ImageKernel.forward(shape, true);
    float[] y = all.run(conv, all.x, all.b, all.y.length);
    assertThat(all.run(conv, all.x, all.b, all.y.length)).isEqualTo(y);
    int n = all.x.length / 5;
    for (int i = 0; i < 5; i++) {
      double[] x = Arrays.copyOfRange(all.x, i * n, i * n + n);
      float[] alone = all.run(ImageKernel.forward(one, true), x, all.b, y.length / 5);
      assertThat(alone).isEqualTo(Arrays.copyOfRange(y, i * alone.length, (i + 1) * alone.length));
    }
  }

  /// The tile of the Vector API and its plain twin, on the same operands.
  @Test
  void allTilesGiveTheSameBits() {
    SplittableRandom random = new SplittableRandom(11);
    for (int vectors = 1; vectors <= Tile.VECTORS; vectors++) {
      for (Tile tile : new Tile[] {Tile.of(1), Tile.of(8)}) {
        int width = vectors * tile.lanes();
        int n = 20;
        float[] a = floats(random, tile.rows() * n);
        float[] b = floats(random, n + 64);
        int[] at = new int[n];
        int[] starts = new int[vectors];
        for (int k = 0; k < n; k++) {
          at[k] = n - k;
        }
        for (int v = 0; v < vectors; v++) {
          starts[v] = v * tile.lanes();
        }
        float[] c = floats(random, tile.rows() * width);
        float[] expected = c.clone();
        for (int r = 0; r < tile.rows(); r++) {
          for (int j = 0; j < width; j++) {
            for (int k = 0; k < n; k++) {
              int to = r * width + j;
              expected[to] = Math.fma(a[r * n + k], b[at[k] + j], expected[to]);
            }
          }
        }
        tile.add(n, a, 0, n, 1, b, at, starts, 0, vectors, c, 0);
        assertThat(c).isEqualTo(expected);
      }
    }
    Tile plain = new PlainTile();
    float[] c = new float[4 * 16];
    plain.add(
        1,
        new float[] {1, -2, 0, 3},
        0,
        1,
        4,
        floats(random, 16),
        new int[1],
        new int[1],
        0,
        1,
        c,
        0);
    assertThat(c[16]).isEqualTo(-2 * c[0]);
    float[] y = {1, 2};
    plain.addScaled(2, 3, new float[] {1, 9, 2}, 0, 2, y, 0, 1);
    plain.store(new float[] {-1, 5}, 0, c, 0, 2, true);
    plain.fill(c, 2, 4, 7);
    plain.copy(1, y, 0, 2, c, 6, 2, 2);
    assertThat(Arrays.copyOf(c, 8)).containsExactly(0, 5, 7, 7, 7, 7, 4, 8);
  }

  private static float[] floats(SplittableRandom random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
