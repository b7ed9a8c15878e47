package kierkegrad.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import kierkegrad.op.Reduce;
import kierkegrad.random.Philox;
import kierkegrad.random.Sampling;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Reductions over any dimensions, and softmax along any, against loops over single elements.
class ReducingTest {
  private static final Philox NUMBERS = new Philox(31);

  private static double[] reference(Reduce op, Tensor x) {
    double[] values = x.toDoubleArray();
    int[] kept = x.shape().reduce(op.axesArray(), true).toArray();
    int[] sizes = x.shape().toArray();
    double[] out = new double[Shape.of(kept).elements()];
    Arrays.fill(
        out,
        switch (op.kind()) {
          case SUM -> 0;
          case PROD -> 1;
          case MAX -> Double.NEGATIVE_INFINITY;
          case MIN -> Double.POSITIVE_INFINITY;
        });
    for (int i = 0; i < values.length; i++) {
      int to = 0;
      int rest = i;
      int scale = 1;
      for (int d = sizes.length - 1; d >= 0; d--) {
        int at = rest % sizes[d];
        rest /= sizes[d];
        to += kept[d] == 1 ? 0 : at * scale;
        scale *= kept[d];
      }
      out[to] =
          switch (op.kind()) {
            case SUM -> out[to] + values[i];
            case PROD -> out[to] * values[i];
            case MAX -> Math.max(out[to], values[i]);
            case MIN -> Math.min(out[to], values[i]);
          };
    }
    return out;
  }

  @Test
  void anyDimensionsOfAnyLayout() {
    long seed = 41;
    Random random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      int rank = 1 + random.nextInt(4);
      int[] sizes = new int[rank];
      for (int d = 0; d < rank; d++) {
        sizes[d] = 1 + random.nextInt(random.nextInt(6) == 0 ? 40 : 6);
      }
      List<Integer> axes = new ArrayList<>();
      for (int d = 0; d < rank; d++) {
        if (random.nextBoolean()) {
          axes.add(d);
        }
      }
      DType type = random.nextBoolean() ? DType.F32 : DType.F64;
      Tensor x = Sampling.normal(NUMBERS, type, Shape.of(sizes), 0, 1);
      if (random.nextInt(3) == 0) {
        x = x.flip(0);
      }
      for (Reduce.Kind kind : Reduce.Kind.values()) {
        Reduce op = new Reduce(kind, axes, random.nextBoolean());
        assertThat(Tensor.apply(op, x).toDoubleArray())
            .as("seed %d, round %d, %s of %s", seed, round, op, x.shape())
            .containsExactly(reference(op, x), within(type == DType.F32 ? 1e-4 : 1e-9));
      }
    }
  }

  /// Long enough for several pieces in every direction.
  @Test
  void largeOnesInPieces() {
    Tensor x = Sampling.normal(NUMBERS, DType.F32, Shape.of(300, 700), 0, 1);
    for (List<Integer> axes : List.of(List.of(0), List.of(1), List.of(0, 1))) {
      Reduce op = new Reduce(Reduce.Kind.SUM, axes, false);
      assertThat(Tensor.apply(op, x).toDoubleArray())
          .containsExactly(reference(op, x), within(1e-4));
      assertThat(Tensor.apply(op, x.mT().copy().mT()).sameBits(Tensor.apply(op, x))).isTrue();
    }
  }

  @Test
  void softmaxOfRowsOfAnyLength() {
    for (int n : new int[] {1, 2, 3, 10, 31, 32, 33, 100, 1500}) {
      Tensor x = Sampling.normal(NUMBERS, DType.F32, Shape.of(37, n), 0, 3);
      double[] exact = x.to(DType.F64).softmax(1).toDoubleArray();
      double[] log = x.to(DType.F64).logSoftmax(1).toDoubleArray();
      assertThat(x.softmax(1).toDoubleArray()).containsExactly(exact, within(3e-7));
      assertThat(x.mT().softmax(0).mT().copy().sameBits(x.softmax(1))).isTrue();
      assertThat(x.logSoftmax(1).toDoubleArray()).containsExactly(log, within(3e-6));
    }
  }
}
