package kierkegrad.cpu.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/// A random product: sizes, layouts, numbers that a float holds exactly, and what plain sums in
/// double make of them.
record Case(
    int m,
    int n,
    int k,
    Matrix a,
    Matrix b,
    double[] c,
    int cAt,
    int cRow,
    double[] bias,
    Start start,
    boolean halved,
    boolean gathered) {
  private static final int[] SIZES = {
    0, 1, 2, 3, 4, 5, 6, 7, 10, 15, 16, 17, 31, 33, 48, 64, 65, 97, 130
  };

  /// Element `(i, k)` at `at + i·step + k·depthStep`.
  record Matrix(double[] array, int at, int step, int depthStep) {
    /// Rows side by side or transposed, with gaps, backwards, or repeated.
    static Matrix random(SplittableRandom random, int rows, int depth) {
      boolean transposed = random.nextBoolean();
      int gap = random.nextInt(3);
      int step = transposed ? 1 : depth + gap;
      int depthStep = transposed ? rows + gap : 1;
      switch (random.nextInt(6)) {
        case 0 -> step = -step;
        case 1 -> depthStep = -depthStep;
        case 2 -> step = 0;
        case 3 -> depthStep = 0;
        default -> {}
      }
      int at =
          Math.max(0, -step) * Math.max(0, rows - 1)
              + Math.max(0, -depthStep) * Math.max(0, depth - 1)
              + random.nextInt(5);
      int end =
          at
              + Math.max(0, step) * Math.max(0, rows - 1)
              + Math.max(0, depthStep) * Math.max(0, depth - 1)
              + 1;
      return new Matrix(numbers(random, end), at, step, depthStep);
    }

    double element(int i, int d) {
      return array[at + i * step + d * depthStep];
    }
  }

  /// Half of every element, in place.
  Activation activation() {
    return halved ? Case::halve : Activation.NONE;
  }

  private static void halve(Object c, int from, int step, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int at = from + i * step; at < from + i * step + columns; at++) {
        switch (c) {
          case float[] f -> f[at] /= 2;
          case double[] d -> d[at] /= 2;
          default -> throw new IllegalArgumentException();
        }
      }
    }
  }

  static Case random(SplittableRandom random) {
    return random(random, size(random), size(random), size(random));
  }

  static Case random(SplittableRandom random, int m, int n, int k) {
    int cRow = n + random.nextInt(3);
    int cAt = random.nextInt(4);
    return new Case(
        m,
        n,
        k,
        Matrix.random(random, m, k),
        Matrix.random(random, n, k),
        numbers(random, cAt + m * cRow + 3),
        cAt,
        cRow,
        numbers(random, 1 + Math.max(m, n)),
        Start.values()[random.nextInt(Start.values().length)],
        random.nextBoolean(),
        random.nextInt(4) == 0);
  }

  private static int size(SplittableRandom random) {
    return random.nextInt(6) == 0 ? random.nextInt(200) : SIZES[random.nextInt(SIZES.length)];
  }

  private static double[] numbers(SplittableRandom random, int count) {
    return random.doubles(count, -1, 1).map(x -> (float) x).toArray();
  }

  /// Compares a result, element by element, within what k roundings of the sum of the absolute
  /// terms can come to, and holds that nothing around C was touched.
  ///
  /// @param rounding the relative error of one operation
  void check(double rounding, IntToDoubleFunction result, String message) {
    double[] expected = c.clone();
    double[] allowed = new double[c.length];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = cAt + i * cRow + j;
        double sum =
            switch (start) {
              case ZERO -> 0;
              case RESULT -> c[at];
              case COLUMN_BIAS -> bias[1 + j];
              case ROW_BIAS -> bias[1 + i];
            };
        double size = Math.abs(sum);
        for (int d = 0; d < k; d++) {
          double term = a.element(i, d) * b.element(j, d);
          sum += term;
          size += Math.abs(term);
        }
        expected[at] = halved ? sum / 2 : sum;
        allowed[at] = 2 * rounding * ((k + 2) * size + 2);
      }
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(result.applyAsDouble(i) - expected[i]) <= allowed[i])) {
        assertThat(result.applyAsDouble(i)).as(message + ", element " + i).isEqualTo(expected[i]);
      }
    }
  }

  @Override
  public String toString() {
    return "[%d,%d]·[%d,%d], steps %d %d and %d %d, %s, %s%s"
        .formatted(
            m,
            k,
            k,
            n,
            a.step(),
            a.depthStep(),
            b.step(),
            b.depthStep(),
            start,
            halved ? "halved" : "",
            gathered ? ", gathered" : "");
  }
}
