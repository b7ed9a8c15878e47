package kierkegrad.cpu.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import kierkegrad.cpu.machine.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Winograd's convolution and its gradients against plain sums in double.
class WinogradTest {
  /// The largest error, relative to the largest result.
  private static final double TOLERANCE = 1e-5;

  private static final float[] NONE = {};
  private static final int CASES = 60;
  private static final String THREADS = "kierkegrad.threads";

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  static Stream<WinogradLoops> loops() {
    return Machine.hasVectors()
        ? Stream.of(new PlainWinograd(), new VectorWinograd())
        : Stream.of(new PlainWinograd());
  }

  /// The sizes of a convolution, with operands that do not start at the beginning of their arrays.
  private record Case(int n, int c, int o, int height, int width, int p, int q) {
    static Case random(Random random) {
      int p = random.nextInt(4);
      int q = random.nextInt(4);
      return new Case(
          1 + random.nextInt(4),
          1 + random.nextInt(random.nextBoolean() ? 4 : 40),
          1 + random.nextInt(random.nextBoolean() ? 4 : 100),
          Math.max(1, 3 - 2 * p) + random.nextInt(20),
          Math.max(1, 3 - 2 * q) + random.nextInt(random.nextInt(4) == 0 ? 200 : 30),
          p,
          q);
    }

    int rows() {
      return height + 2 * p - 2;
    }

    int columns() {
      return width + 2 * q - 2;
    }

    int images() {
      return n * c * height * width;
    }

    int results() {
      return n * o * rows() * columns();
    }

    int weights() {
      return o * c * 9;
    }

    ConvShape shape() {
      return new ConvShape(
          n,
          c,
          o,
          1,
          new ConvShape.Axis(height, 3, 1, p, 1, rows()),
          new ConvShape.Axis(width, 3, 1, q, 1, columns()));
    }
  }

  private float[] numbers(int size) {
    float[] x = new float[size];
    for (int i = 0; i < size; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static double[] wide(float[] x) {
    double[] y = new double[x.length];
    Arrays.setAll(y, i -> x[i]);
    return y;
  }

  private void check(Object what, float[] actual, double[] expected) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("seed %s, %s, element %s, largest %s", seed, what, i, largest)
          .isBetween(expected[i] - TOLERANCE * largest, expected[i] + TOLERANCE * largest);
    }
    for (int i = expected.length; i < actual.length; i++) {
      assertThat(actual[i]).isEqualTo(7);
    }
  }

  /// An array in which results leave some places alone.
  private static float[] sevens(int size) {
    float[] x = new float[size];
    Arrays.fill(x, 7);
    return x;
  }

  @ParameterizedTest
  @MethodSource("loops")
  void resultsAreTheSums(WinogradLoops loops) {
    for (int i = 0; i < CASES; i++) {
      Case s = Case.random(random);
      float[] x = numbers(s.images() + 2);
      float[] w = numbers(s.weights() + 3);
      float[] y = sevens(s.results() + 2);
      new Winograd(loops, s.shape(), false, false).run(x, 2, w, 3, NONE, 0, y);
      double[] expected = new double[s.results()];
      PlainConv.forward(s.shape(), wide(x), 2, wide(w), 3, expected);
      check(s, y, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void biasAndReluComeLast(WinogradLoops loops) {
    for (int i = 0; i < CASES / 2; i++) {
      Case s = Case.random(random);
      float[] x = numbers(s.images());
      float[] w = numbers(s.weights());
      float[] bias = numbers(s.o + 1);
      float[] y = sevens(s.results());
      new Winograd(loops, s.shape(), false, true).run(x, 0, w, 0, bias, 1, y);
      double[] expected = new double[s.results()];
      PlainConv.forward(s.shape(), wide(x), 0, wide(w), 0, expected);
      int plane = s.rows() * s.columns();
      for (int j = 0; j < expected.length; j++) {
        expected[j] = Math.max(0, expected[j] + bias[1 + j / plane % s.o]);
      }
      check(s, y, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void gradientsInTheImagesAreTheSums(WinogradLoops loops) {
    for (int i = 0; i < CASES; i++) {
      Case s = Case.random(random);
      float[] g = numbers(s.results() + 2);
      float[] w = numbers(s.weights() + 3);
      float[] x = sevens(s.images() + 2);
      new Winograd(loops, s.shape(), true, false).run(g, 2, w, 3, NONE, 0, x);
      double[] expected = new double[s.images()];
      PlainConv.inputGradient(s.shape(), wide(g), 2, wide(w), 3, expected);
      check(s, x, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void gradientsInTheWeightAreTheSums(WinogradLoops loops) {
    for (int i = 0; i < CASES; i++) {
      Case s = Case.random(random);
      float[] x = numbers(s.images() + 2);
      float[] g = numbers(s.results() + 3);
      float[] w = sevens(s.weights() + 2);
      new WinogradWeight(loops, s.shape()).run(x, 2, g, 3, w);
      double[] expected = new double[s.weights()];
      PlainConv.weightGradient(s.shape(), wide(x), 2, wide(g), 3, expected);
      check(s, w, expected);
    }
  }

  @Test
  void aSecondRunHasTheBitsOfTheFirstOnAnyNumberOfThreads() {
    Case s = new Case(9, 20, 70, 21, 35, 1, 0);
    float[] x = numbers(s.images());
    float[] g = numbers(s.results());
    float[] w = numbers(s.weights());
    float[][] first = all(s, x, g, w);
    try {
      for (String threads : new String[] {"1", "2", "5"}) {
        System.setProperty(THREADS, threads);
        float[][] again = all(s, x, g, w);
        for (int i = 0; i < first.length; i++) {
          assertArrayEquals(first[i], again[i], "seed " + seed + ", threads " + threads);
        }
      }
    } finally {
      System.clearProperty(THREADS);
    }
  }

  private static float[][] all(Case s, float[] x, float[] g, float[] w) {
    float[][] all = {
      new float[s.results()], new float[s.images()], new float[s.weights()],
    };
    Winograd.forward(s.shape(), false).run(x, 0, w, 0, NONE, 0, all[0]);
    Winograd.gradient(s.shape()).run(g, 0, w, 0, NONE, 0, all[1]);
    new WinogradWeight(s.shape()).run(x, 0, g, 0, all[2]);
    return all;
  }

  @Test
  void withoutImagesTheGradientInTheWeightIsZero() {
    float[] w = sevens(18);
    ConvShape shape = new Case(0, 2, 1, 8, 8, 1, 1).shape();
    new WinogradWeight(shape).run(NONE, 0, NONE, 0, w);
    assertThat(w).containsOnly(0);
    Winograd.forward(shape, false).run(NONE, 0, w, 0, NONE, 0, NONE);
  }

  /// A sum over one pixel each: the weights themselves, whose sums of four are exact here.
  @Test
  void anImpulseShowsTheWeightsTurnedRound() {
    float[] x = new float[25];
    x[12] = 1;
    float[] w = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    float[] y = new float[9];
    Winograd.forward(new Case(1, 1, 1, 5, 5, 0, 0).shape(), false).run(x, 0, w, 0, NONE, 0, y);
    for (int i = 0; i < y.length; i++) {
      assertThat(y[i]).isCloseTo(9f - i, org.assertj.core.data.Offset.offset(1e-5f));
    }
  }

  @Test
  void reluKeepsNaN() {
    float[] w = new float[9];
    float[] y = new float[1];
    float[] bias = {Float.NaN};
    ConvShape shape = new Case(1, 1, 1, 3, 3, 0, 0).shape();
    Winograd.forward(shape, true).run(new float[9], 0, w, 0, bias, 0, y);
    assertThat(y[0]).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "16,16", "17,40", "33,16", "100,16", "5,64", "16,3"})
  void transposedRowsAreColumns(int rows, int columns) {
    int xRow = columns + 3;
    int yRow = rows + 2;
    float[] x = numbers(rows * xRow + 1);
    loops()
        .forEach(loops -> {
          float[] y = sevens(columns * yRow + 1);
          loops.transpose(x, 1, xRow, y, 1, yRow, rows, columns);
          for (int i = 0; i < y.length; i++) {
            int column = (i - 1) / yRow;
            int row = (i - 1) % yRow;
            float expected = i == 0 || row >= rows ? 7 : x[1 + row * xRow + column];
            assertThat(y[i]).isEqualTo(expected);
          }
        });
  }

  @Test
  void vectorsHaveTheBitsOfPlainLoops() {
    assumeTrue(Machine.hasVectors());
    PlainWinograd plain = new PlainWinograd();
    VectorWinograd vectors = new VectorWinograd();
    same(plain::image, vectors::image);
    same(plain::weight, vectors::weight);
    same(plain::result, vectors::result);
    same(plain::resultGradient, vectors::resultGradient);
    same(plain::weightGradient, vectors::weightGradient);
  }

  private void same(WinogradLoops.Pass plain, WinogradLoops.Pass vectors) {
    float[] x = numbers(1000);
    float[] a = new float[1000];
    float[] b = new float[1000];
    plain.run(x, 1, 50, 7, a, 2, 150, 40, 3, 32);
    vectors.run(x, 1, 50, 7, b, 2, 150, 40, 3, 32);
    assertArrayEquals(a, b, "seed " + seed);
    assertThat(a).isNotEqualTo(new float[1000]);
  }
}
