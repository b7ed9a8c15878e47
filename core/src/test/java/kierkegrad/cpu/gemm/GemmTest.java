package kierkegrad.cpu.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kierkegrad.cpu.gemm.Case.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Products of random matrices against plain sums in double.
class GemmTest {
  private static final int CASES = 80;

  static Stream<Tiles<float[]>> floatTiles() {
    return AllTiles.everyFloats();
  }

  static Stream<Tiles<double[]>> doubleTiles() {
    return AllTiles.everyDoubles();
  }

  @ParameterizedTest
  @MethodSource("floatTiles")
  void floatsAreTheSumsOfProducts(Tiles<float[]> tiles) {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      Case c = Case.random(random);
      float[] result = run(tiles, c);
      c.check(0x1p-24, at -> result[at], "seed " + seed + ": " + c);
    }
  }

  @ParameterizedTest
  @MethodSource("doubleTiles")
  void doublesAreTheSumsOfProducts(Tiles<double[]> tiles) {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      Case c = Case.random(random);
      double[] result = c.c().clone();
      Gemm.of(
              tiles,
              new Problem<>(
                  c.m(),
                  c.n(),
                  c.k(),
                  doubles(c.a(), c.gathered()),
                  doubles(c.b(), c.gathered()),
                  c.cRow(),
                  c.start(),
                  c.activation()))
          .run(c.a().array(), c.a().at(), c.b().array(), c.b().at(), result, c.cAt(), c.bias(), 1);
      c.check(0x1p-53, at -> result[at], "seed " + seed + ": " + c);
    }
  }

  /// Large enough for several pieces, chunks of the sum, and few rows.
  @ParameterizedTest
  @CsvSource({"130, 200, 300", "64, 130, 2100", "7, 900, 400", "300, 17, 1500"})
  void theNumberOfThreadsChangesNoBit(int m, int n, int k) {
    Case c = Case.random(new SplittableRandom(m), m, n, k);
    float[] alone = onThreads("1", c);
    for (String threads : List.of("2", "8")) {
      assertThat(onThreads(threads, c)).as(threads + " threads: " + c).isEqualTo(alone);
    }
    c.check(0x1p-24, at -> alone[at], c.toString());
  }

  private static float[] run(Tiles<float[]> tiles, Case c) {
    float[] result = narrow(c.c());
    Gemm.of(
            tiles,
            new Problem<>(
                c.m(),
                c.n(),
                c.k(),
                floats(c.a(), c.gathered()),
                floats(c.b(), c.gathered()),
                c.cRow(),
                c.start(),
                c.activation()))
        .run(
            narrow(c.a().array()),
            c.a().at(),
            narrow(c.b().array()),
            c.b().at(),
            result,
            c.cAt(),
            narrow(c.bias()),
            1);
    return result;
  }

  private static float[] onThreads(String threads, Case c) {
    String before = System.getProperty("kierkegrad.threads", "");
    System.setProperty("kierkegrad.threads", threads);
    try {
      return run(AllTiles.floats(), c);
    } finally {
      if (before.isEmpty()) {
        System.clearProperty("kierkegrad.threads");
      } else {
        System.setProperty("kierkegrad.threads", before);
      }
    }
  }

  /// A matrix as it is, or one that only its own code can read.
  private static Panels<float[]> floats(Matrix x, boolean gathered) {
    Strided<float[]> strided = Strided.floats(x.step(), x.depthStep());
    return gathered ? strided::pack : strided;
  }

  private static Panels<double[]> doubles(Matrix x, boolean gathered) {
    Strided<double[]> strided = Strided.doubles(x.step(), x.depthStep());
    return gathered ? strided::pack : strided;
  }

  private static float[] narrow(double[] numbers) {
    float[] result = new float[numbers.length];
    IntStream.range(0, result.length).forEach(i -> result[i] = (float) numbers[i]);
    return result;
  }
}
