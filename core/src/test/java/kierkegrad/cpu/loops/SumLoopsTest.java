package kierkegrad.cpu.loops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import kierkegrad.cpu.machine.Machine;
import org.junit.jupiter.api.Test;

/// Sums in vectors against plain ones with as many open sums, bit for bit, and against one sum.
class SumLoopsTest {
  @Test
  void vectorsGiveTheBitsOfThePlainLoop() {
    assumeTrue(Machine.hasVectors());
    SumLoops vectors = new VectorSums();
    SumLoops plain = new PlainSums(VectorSums.OPEN);
    long seed = 23;
    Random random = new Random(seed);
    for (int n = 0; n < 300; n += 1 + n / 40) {
      int at = random.nextInt(5);
      int rows = random.nextInt(6);
      int stride = n + random.nextInt(3);
      float[] a = new float[at + Math.max(1, rows) * stride + n];
      double[] b = new double[a.length];
      for (int i = 0; i < a.length; i++) {
        a[i] = (float) random.nextGaussian();
        b[i] = a[i];
      }
      assertThat(vectors.sum(a, at, n)).as("seed %d, n %d", seed, n).isEqualTo(plain.sum(a, at, n));
      assertThat(vectors.sum(b, at, n)).isEqualTo(plain.sum(b, at, n));
      assertThat(vectors.max(a, at, n)).isEqualTo(plain.max(a, at, n));
      double sum = 0;
      for (int i = at; i < at + n; i++) {
        sum += a[i];
      }
      assertThat(vectors.sum(a, at, n)).isCloseTo(sum, within(1e-10));
      for (Object in : new Object[] {a, b}) {
        double[] sums = new double[n + 4];
        double[] expected = new double[n + 4];
        double[] one = new double[n + 4];
        if (in instanceof float[] f) {
          vectors.columns(f, at, rows, stride, sums, 2, n);
          plain.columns(f, at, rows, stride, expected, 2, n);
        } else {
          vectors.columns(b, at, rows, stride, sums, 2, n);
          plain.columns(b, at, rows, stride, expected, 2, n);
        }
        for (int row = 0; row < rows; row++) {
          for (int j = 0; j < n; j++) {
            one[2 + j] += b[at + row * stride + j];
          }
        }
        assertThat(sums).containsExactly(expected);
        assertThat(sums).containsExactly(one);
      }
    }
  }

  @Test
  void nanIsTheLargest() {
    float[] a = new float[50];
    a[37] = Float.NaN;
    assertThat(SumLoops.best().max(a, 0, 50)).isNaN();
    assertThat(SumLoops.best().max(a, 0, 0)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(SumLoops.best().max(new float[] {-3, -0f, 0f, -1}, 0, 4)).isEqualTo(0f);
  }
}
