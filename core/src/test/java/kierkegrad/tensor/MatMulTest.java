package kierkegrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import kierkegrad.random.Generator;
import kierkegrad.random.Philox;
import kierkegrad.random.Sampling;
import org.junit.jupiter.api.Test;

class MatMulTest {
  /// Σₖ a[batch, i, k] · b[batch, k, j], one element at a time.
  private static double[] threeLoops(Tensor a, Tensor b, Shape batch) {
    int m = a.size(-2);
    int n = b.size(-1);
    int k = a.size(-1);
    Tensor left = a.expand(batch.insert(batch.rank(), m).insert(batch.rank() + 1, k));
    Tensor right = b.expand(batch.insert(batch.rank(), k).insert(batch.rank() + 1, n));
    double[] x = left.toDoubleArray();
    double[] y = right.toDoubleArray();
    double[] out = new double[batch.elements() * m * n];
    for (int p = 0; p < batch.elements(); p++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          for (int q = 0; q < k; q++) {
            out[(p * m + i) * n + j] += x[(p * m + i) * k + q] * y[(p * k + q) * n + j];
          }
        }
      }
    }
    return out;
  }

  @Test
  void agreesWithThreeLoopsOnRandomShapes() {
    long seed = 42;
    Random random = new Random(seed);
    Philox numbers = new Philox(seed);
    DType[] types = {DType.F64, DType.F32, DType.I64, DType.I32};
    for (int round = 0; round < 400; round++) {
      int m = random.nextInt(7);
      int k = random.nextInt(11);
      int n = random.nextInt(7);
      int p = 1 + random.nextInt(3);
      int q = random.nextInt(3);
      DType type = types[round % types.length];
      Tensor a =
          sample(numbers, type, random.nextBoolean() ? new int[] {p, 1, m, k} : new int[] {m, k});
      Tensor b =
          sample(numbers, type, random.nextBoolean() ? new int[] {q, n, k} : new int[] {n, k}).mT();
      Tensor product = a.matmul(b);
      Shape batch = product.shape().without(-1).without(-1);
      assertThat(product.dtype()).isEqualTo(type);
      assertThat(product.toDoubleArray())
          .as("seed %d, round %d: %s · %s", seed, round, a.shape(), b.shape())
          .containsExactly(threeLoops(a, b, batch), within(type == DType.F32 ? 1e-3 : 1e-11));
    }
  }

  private static Tensor sample(Generator numbers, DType type, int... shape) {
    return Sampling.uniform(numbers, DType.F64, Shape.of(shape), -9, 9).to(type);
  }

  @Test
  void vectorsAreRowsOnTheLeftAndColumnsOnTheRight() {
    Tensor v = Tensor.of(new double[] {1, 2});
    Tensor m = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    assertThat(v.matmul(v).shape()).isEqualTo(Shape.SCALAR);
    assertThat(v.matmul(v).item()).isEqualTo(5);
    assertThat(v.matmul(m).toDoubleArray()).containsExactly(7, 10);
    assertThat(m.matmul(v).toDoubleArray()).containsExactly(5, 11);
    Tensor batch = m.expand(3, 2, 2);
    assertThat(batch.matmul(v).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(v.matmul(batch).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(v.matmul(batch).toDoubleArray()).containsExactly(7, 10, 7, 10, 7, 10);
  }

  @Test
  void productsOfNothing() {
    assertThat(Tensor.zeros(2, 0).matmul(Tensor.zeros(0, 3)).toDoubleArray())
        .containsExactly(0, 0, 0, 0, 0, 0);
    Tensor none = Tensor.zeros(1, 0, 1, 2, 3).matmul(Tensor.zeros(1, 2, 3, 4));
    assertThat(none.shape()).isEqualTo(Shape.of(1, 0, 2, 2, 4));
    assertThatThrownBy(() -> Tensor.scalar(1).matmul(none)).hasMessageContaining("use mul");
  }

  /// x = (1 2), W = (1 0; 0 1; 1 1), b = (10 20 30).
  @Test
  void linearPromotesAndTakesIntegersAndAnyStrides() {
    Tensor x = Tensor.of(new long[] {1, 2}, 2);
    Tensor w = Tensor.of(new long[] {1, 0, 1, 0, 1, 1}, 2, 3).mT();
    Tensor b = Tensor.of(new long[] {30, 20, 10}, 3).flip(0);
    double[] expected = {11, 22, 33};
    assertThat(x.linear(w, b).dtype()).isEqualTo(DType.I64);
    assertThat(x.linear(w, b).toDoubleArray()).containsExactly(expected);
    assertThat(x.linear(w.to(DType.F32), b.to(DType.F64)).dtype()).isEqualTo(DType.F64);
    for (DType type : List.of(DType.F32, DType.F64)) {
      Tensor backwards = Tensor.of(new long[] {30, 20, 10}, 3).to(type).flip(0);
      Tensor many = Tensor.of(LongStream.range(0, 12).toArray(), 3, 2, 2).to(type).permute(1, 0, 2);
      assertThat(x.to(type).linear(w.to(type), backwards).toDoubleArray())
          .containsExactly(expected);
      assertThat(many.linear(w.to(type), backwards).toDoubleArray())
          .containsExactly(many.matmul(w.to(type).mT()).add(backwards).toDoubleArray());
    }
  }

  @Test
  void aLargeProductOnSeveralThreadsIsRight() {
    Philox numbers = new Philox(7);
    Tensor a = sample(numbers, DType.F64, 70, 90);
    Tensor b = sample(numbers, DType.F64, 90, 80);
    assertThat(a.matmul(b).toDoubleArray())
        .containsExactly(threeLoops(a, b, Shape.SCALAR), within(1e-9));
  }
}
