package kierkegrad.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.util.Random;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Views written out, against reading one element at a time.
class CopyingTest {
  @Test
  void viewsOfAnyOrder() {
    long seed = 13;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int[] sizes = {1 + random.nextInt(4), 1 + random.nextInt(70), 1 + random.nextInt(70)};
      DType type = DType.values()[random.nextInt(DType.values().length)];
      Tensor x =
          Tensor.arange(Shape.of(sizes).elements())
              .reshape(Shape.of(sizes))
              .to(type)
              .permute(orders(random));
      x = random.nextBoolean() ? x.flip(random.nextInt(3)) : x;
      x = x.narrow(1, x.size(1) / 3, x.size(1) - x.size(1) / 3);
      assertThat(x.copy().toDoubleArray())
          .as("seed %d, round %d, %s", seed, round, x.shape())
          .containsExactly(oneByOne(x));
    }
  }

  private static int[] orders(Random random) {
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    return orders[random.nextInt(orders.length)];
  }

  private static double[] oneByOne(Tensor x) {
    Object array = CpuStorage.of(x).array();
    Layout at = x.layout();
    double[] out = new double[x.elements()];
    int next = 0;
    for (int i = 0; i < x.size(0); i++) {
      for (int j = 0; j < x.size(1); j++) {
        for (int k = 0; k < x.size(2); k++) {
          int place = at.offset() + i * at.stride(0) + j * at.stride(1) + k * at.stride(2);
          out[next++] =
              array instanceof byte[] bytes
                  ? Byte.toUnsignedInt(bytes[place])
                  : ((Number) Array.get(array, place)).doubleValue();
        }
      }
    }
    return out;
  }
}
