package kierkegrad.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kierkegrad.op.Attention;
import kierkegrad.op.Gelu;
import kierkegrad.op.Norm;
import kierkegrad.op.Op;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The kernels of float32 against those of float64, which are written by the formula, over sizes
/// that fill no vector, on scattered operands, and on several threads.
class TransformerKernelsTest {
  private static final long SEED = 20;

  private final Generator random = Seed.of(SEED);

  /// An op on random operands, and how far float32 may be from float64, relative to 1 + |y|.
  private record Case(Op op, double tolerance, List<Tensor> operands) {}

  @AfterEach
  void forgetTheThreads() {
    System.clearProperty("kierkegrad.threads");
  }

  private Tensor normal(int... shape) {
    return Tensor.randn(random, shape);
  }

  private List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (int n : new int[] {1, 2, 7, 16, 17, 33, 100, 257}) {
      for (boolean tanh : new boolean[] {false, true}) {
        cases.add(new Case(new Gelu.Value(tanh), 2e-7, List.of(normal(5, n))));
        cases.add(new Case(new Gelu.Gradient(tanh), 5e-7, List.of(normal(5, n), normal(5, n))));
      }
      // One number alone is its own mean, and dividing 0 by √ε enlarges the rounding errors.
      double tolerance = n == 1 ? 1e-3 : n == 2 ? 1e-4 : 5e-6;
      Norm.LayerNorm norm = new Norm.LayerNorm(1, 1e-5);
      cases.add(new Case(norm, tolerance, List.of(normal(150, n), normal(n), normal(n))));
      cases.add(
          new Case(
              new Norm.Gradient(norm),
              tolerance * 10,
              List.of(normal(150, n), normal(150, n), normal(n))));
    }
    int[][] sizes = {
      {1, 1, 1, 1},
      {3, 5, 7, 4},
      {2, 33, 64, 8},
      {1, 70, 70, 20},
      {1, 40, 100, 64},
      {1, 100, 40, 16}
    };
    for (int[] s : sizes) {
      for (boolean causal : new boolean[] {false, true}) {
        Attention.DotProduct op = new Attention.DotProduct(causal, 0.3);
        Tensor q = normal(s[0], s[1], s[3]);
        Tensor k = normal(s[0], s[2], s[3]);
        Tensor v = normal(s[0], s[2], s[3]);
        Tensor g = normal(s[0], s[1], s[3]);
        cases.add(new Case(op, 1e-5, List.of(q, k, v)));
        cases.add(new Case(new Attention.DotProductGradient(op), 1e-5, List.of(g, q, k, v)));
        Attention.SelfAttention self = new Attention.SelfAttention(3, causal);
        Tensor qkv = normal(s[0], s[1], 9 * s[3]);
        cases.add(new Case(self, 1e-5, List.of(qkv)));
        cases.add(
            new Case(
                new Attention.SelfAttentionGradient(self),
                1e-5,
                List.of(normal(s[0], s[1], 3 * s[3]), qkv)));
      }
    }
    return cases;
  }

  @Test
  void float32IsCloseToFloat64() {
    for (Case c : cases()) {
      double[] exact =
          Tensor.apply(c.op(), c.operands().stream().map(x -> x.to(DType.F64)).toList())
              .toDoubleArray();
      double[] ours = Tensor.apply(c.op(), c.operands()).toDoubleArray();
      for (int i = 0; i < exact.length; i++) {
        assertThat(ours[i])
            .as("seed %d, %s %s, element %d", SEED, c.op(), shapes(c), i)
            .isCloseTo(exact[i], within(c.tolerance() * (1 + Math.abs(exact[i]))));
      }
    }
  }

  @Test
  void scatteredOperandsGiveTheSameBits() {
    for (Case c : cases()) {
      Tensor expected = Tensor.apply(c.op(), c.operands());
      List<Tensor> flipped = c.operands().stream().map(x -> x.flip().copy().flip()).toList();
      List<Tensor> inside =
          c.operands().stream().map(x -> x.pad(-1, 3, 2, 9).narrow(-1, 3, x.size(-1))).toList();
      List<Tensor> behind =
          c.operands().stream().map(x -> x.pad(0, 2, 1, 9).narrow(0, 2, x.size(0))).toList();
      for (List<Tensor> scattered : List.of(flipped, inside, behind)) {
        assertThat(Tensor.apply(c.op(), scattered).sameBits(expected))
            .as("seed %d, %s %s", SEED, c.op(), shapes(c))
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void theNumberOfThreadsChangesNoBit(int threads) {
    System.setProperty("kierkegrad.threads", "3");
    List<Case> cases = new ArrayList<>();
    Norm.LayerNorm norm = new Norm.LayerNorm(1, 1e-5);
    cases.add(
        new Case(
            new Norm.Gradient(norm), 0, List.of(normal(700, 100), normal(700, 100), normal(100))));
    cases.add(new Case(new Gelu.Value(false), 0, List.of(normal(70_000))));
    cases.add(new Case(new Attention.SelfAttention(2, true), 0, List.of(normal(5, 70, 48))));
    Attention.DotProduct dot = new Attention.DotProduct(false, 0.3);
    Tensor q = normal(5, 70, 12);
    cases.add(new Case(new Attention.DotProductGradient(dot), 0, List.of(q, q, q, q)));
    List<Tensor> before = cases.stream().map(c -> Tensor.apply(c.op(), c.operands())).toList();
    System.setProperty("kierkegrad.threads", Integer.toString(threads));
    for (int i = 0; i < cases.size(); i++) {
      Case c = cases.get(i);
      assertThat(Tensor.apply(c.op(), c.operands()).sameBits(before.get(i)))
          .as("seed %d, %s", SEED, c.op())
          .isTrue();
    }
  }

  /// The slope is 0 at x = −0.7517915241, and far below 0 the value fades without cancelling.
  @Test
  void geluIsAccurateOverItsWholeRange() {
    int n = 200_001;
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = -10 + i * 1e-4f;
    }
    Tensor narrow = Tensor.of(x);
    for (boolean tanh : new boolean[] {false, true}) {
      double[] ours = narrow.gelu(tanh).toDoubleArray();
      double[] exact = narrow.to(DType.F64).gelu(tanh).toDoubleArray();
      for (int i = 0; i < n; i++) {
        // The exponent of the approximation grows as x³, and its rounding error with it.
        double relative = tanh ? 6e-7 * (1 + x[i] * x[i]) : 6e-7;
        double error = Math.abs(ours[i] - exact[i]);
        assertThat(error)
            .as("gelu(%s)", x[i])
            .isLessThanOrEqualTo(x[i] < -5 ? 1e-9 : relative * Math.abs(exact[i]) + 1e-12);
      }
    }
  }

  private static String shapes(Case c) {
    return Arrays.toString(c.operands().stream().map(Tensor::shape).toArray());
  }
}
