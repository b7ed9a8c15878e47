package kierkegrad.cpu.loops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import kierkegrad.backend.Update;
import kierkegrad.cpu.machine.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateLoopsTest {
  private static final float TINY = Float.MIN_NORMAL / 4;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final UpdateLoops plain = new PlainUpdates();

  /// Numbers of all sizes, and now and then one that is not a usual number.
  private float[] numbers(int n) {
    float[] odd = {0, -0f, TINY, -TINY, 1e-30f, 3e38f, Float.POSITIVE_INFINITY, Float.NaN};
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] =
          random.nextInt(20) == 0
              ? odd[random.nextInt(odd.length)]
              : (float) (random.nextGaussian() * Math.pow(10, random.nextInt(6) - 3));
    }
    return x;
  }

  private float[] positive(int n) {
    float[] x = numbers(n);
    for (int i = 0; i < n; i++) {
      x[i] = Math.abs(x[i]);
    }
    return x;
  }

  private static UpdateLoops vectors() {
    assumeTrue(Machine.hasVectors());
    return new VectorUpdates();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 15, 16, 17, 64, 1001})
  void momentumHasTheSameBitsInVectors(int n) {
    for (int variant = 0; variant < 4; variant++) {
      float decay = variant % 2 == 0 ? 0 : 0.01f;
      boolean nesterov = variant >= 2;
      float[] g = numbers(n + 2);
      float[][] a = {numbers(n + 2), numbers(n + 2)};
      float[][] b = {a[0].clone(), a[1].clone()};
      plain.momentum(a[0], g, a[1], 1, n + 1, 0.05f, decay, 0.9f, 0.7f, nesterov);
      vectors().momentum(b[0], g, b[1], 1, n + 1, 0.05f, decay, 0.9f, 0.7f, nesterov);
      for (int i = 0; i < a.length; i++) {
        assertArrayEquals(a[i], b[i], "seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 15, 16, 17, 64, 1001})
  void adamHasTheSameBitsInVectors(int n) {
    for (int variant = 0; variant < 6; variant++) {
      double decay = variant % 3 == 0 ? 0 : 0.01;
      Update.Adam rule = new Update.Adam(0.9, 0.99, 1e-8, decay, variant % 3 == 2, variant > 2);
      AdamStep step = AdamStep.of(rule, 0.02, 3);
      float[] g = numbers(n + 2);
      float[][] a = {numbers(n + 2), numbers(n + 2), positive(n + 2), positive(n + 2)};
      float[][] b = {a[0].clone(), a[1].clone(), a[2].clone(), a[3].clone()};
      plain.adam(a[0], g, a[1], a[2], a[3], 1, n + 1, step);
      vectors().adam(b[0], g, b[1], b[2], b[3], 1, n + 1, step);
      for (int i = 0; i < a.length; i++) {
        assertArrayEquals(a[i], b[i], "seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 2047, 2048, 2049, 10_007})
  void squaresHaveTheSameBitsInVectorsAndAreThoseOfALoop(int n) {
    float[] x = new float[n + 3];
    double expected = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
      expected += i < 2 || i >= n + 2 ? 0 : (double) x[i] * x[i];
    }
    double sum = plain.squares(x, 2, n + 2);

    assertThat(sum).as("seed %d", seed).isCloseTo(expected, within(1e-12 * expected));
    assertThat(vectors().squares(x, 2, n + 2)).as("seed %d", seed).isEqualTo(sum);
  }

  @Test
  void whatWouldBeSubnormalIsForgotten() {
    // 0.9 · m stays just above the smallest normal number in the first element only.
    float keep = Float.MIN_NORMAL * 1.2f;
    Update.Adam rule = new Update.Adam(0.9, 0.9, 1e-8, 0, false, false);
    for (UpdateLoops loops : new UpdateLoops[] {plain, vectors()}) {
      float[] p = new float[40];
      float[] m = new float[40];
      float[] v = new float[40];
      Arrays.fill(m, -Float.MIN_NORMAL);
      Arrays.fill(v, Float.MIN_NORMAL);
      m[0] = -keep;
      v[0] = keep;
      loops.adam(p, new float[40], m, v, v, 0, 40, AdamStep.of(rule, 0, 1));
      assertThat(m[0]).isEqualTo(0.9f * -keep);
      assertThat(v[0]).isEqualTo(0.9f * keep);
      for (int i = 1; i < 40; i++) {
        assertThat(m[i]).isZero();
        assertThat(v[i]).isZero();
      }

      float[] speed = new float[40];
      Arrays.fill(speed, Float.MIN_NORMAL);
      loops.momentum(p, new float[40], speed, 0, 40, 0, 0, 0.9f, 1, false);
      assertThat(speed).containsOnly(0);
    }
    double[] speed = {Double.MIN_NORMAL, 1};
    plain.momentum(new double[2], new double[2], speed, 0, 2, 0, 0, 0.5, 1, false);
    assertThat(speed).containsExactly(0, 0.5);
  }
}
