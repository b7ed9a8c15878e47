package kierkegrad.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class IndicesTest {
  /// `x[i][j][k] = 100 i + 10 j + k`, so that an element tells where it is from; `[2, 3, 4]`.
  private static final Tensor X = numbered(2, 3, 4);

  private static Tensor numbered(int a, int b, int c) {
    long[] values = new long[a * b * c];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 * (i / (b * c)) + 10 * (i / c % b) + i % c;
    }
    return Tensor.of(values, a, b, c);
  }

  private static Tensor index(long... indices) {
    return Tensor.of(indices);
  }

  @Test
  void selectsAlongTheFirstDimension() {
    Tensor y = X.indexSelect(0, index(1, 1, 0));
    assertThat(y.shape()).isEqualTo(Shape.of(3, 3, 4));
    assertThat(y.select(2, 3).toLongArray())
        .containsExactly(103, 113, 123, 103, 113, 123, 3, 13, 23);
  }

  @Test
  void selectsAlongAMiddleDimension() {
    Tensor y = X.indexSelect(1, index(2, 0));
    assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 4));
    assertThat(y.toLongArray())
        .containsExactly(20, 21, 22, 23, 0, 1, 2, 3, 120, 121, 122, 123, 100, 101, 102, 103);
  }

  @Test
  void selectsAlongTheLastDimension() {
    Tensor y = X.indexSelect(-1, index(3));
    assertThat(y.shape()).isEqualTo(Shape.of(2, 3, 1));
    assertThat(y.toLongArray()).containsExactly(3, 13, 23, 103, 113, 123);
  }

  @Test
  void selectsFromVectorsAndSinglesAndNothing() {
    assertThat(index(5, 6, 7).indexSelect(0, index(2, 0, 0)).toLongArray())
        .containsExactly(7, 5, 5);
    assertThat(numbered(1, 1, 2).indexSelect(1, index(0, 0)).toLongArray())
        .containsExactly(0, 1, 0, 1);
    assertThat(X.indexSelect(1, index()).shape()).isEqualTo(Shape.of(2, 0, 4));
    assertThat(Tensor.zeros(0, 3).indexSelect(1, index(2, 1)).shape()).isEqualTo(Shape.of(0, 2));
  }

  @Test
  void indicesMayBeAViewToo() {
    Tensor order = index(9, 0, 9, 2, 9, 1);
    assertThat(X.select(0, 1).select(1, 0).indexSelect(0, order.slice(0, 1, 6, 2)).toLongArray())
        .containsExactly(100, 120, 110);
    assertThat(index(5, 6, 7).indexSelect(0, index(0, 1, 2).flip(0)).toLongArray())
        .containsExactly(7, 6, 5);
    assertThat(index(5, 6, 7).indexSelect(0, index(1).expand(3)).toLongArray())
        .containsExactly(6, 6, 6);
  }

  @Test
  void everyTypeKeepsItsValues() {
    Tensor small = index(0, 1, 2, 0);
    for (DType type : List.of(DType.F32, DType.F64, DType.I32, DType.I64, DType.U8, DType.BOOL)) {
      Tensor y = small.to(type).indexSelect(0, index(3, 1));
      assertThat(y.dtype()).isEqualTo(type);
      assertThat(y.toLongArray()).as(type.torchName()).containsExactly(0, 1);
    }
  }

  /// Row-major data, a part of it at an offset, and views that do not lie row by row.
  private static List<Tensor> views(int a, int b, int c) {
    Tensor x = numbered(a, b, c);
    return List.of(
        x,
        x.narrow(0, a - 1, 1),
        x.narrow(1, b / 2, b - b / 2),
        x.slice(2, 0, c, 2),
        x.permute(2, 0, 1),
        x.transpose(0, 1),
        x.flip(1),
        x.narrow(1, 0, 1).expand(a, b, c));
  }

  @RepeatedTest(20)
  void agreesWithElementByElement() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (Tensor x : views(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4))) {
      for (int dim = 0; dim < 3; dim++) {
        long[] chosen = random.longs(1 + random.nextInt(5), 0, x.size(dim)).toArray();
        assertThat(x.indexSelect(dim, index(chosen)).toLongArray())
            .as("seed %d, %s, dim %d, %s", seed, x.shape(), dim, Arrays.toString(chosen))
            .containsExactly(selected(x, dim, chosen));
      }
    }
  }

  /// Element by element from a row-major copy of x.
  private static long[] selected(Tensor x, int dim, long[] chosen) {
    long[] values = x.toLongArray();
    int[] sizes = {x.size(0), x.size(1), x.size(2)};
    int[] result = sizes.clone();
    result[dim] = chosen.length;
    long[] selected = new long[result[0] * result[1] * result[2]];
    for (int n = 0; n < selected.length; n++) {
      int[] at = {n / (result[1] * result[2]), n / result[2] % result[1], n % result[2]};
      at[dim] = (int) chosen[at[dim]];
      selected[n] = values[(at[0] * sizes[1] + at[1]) * sizes[2] + at[2]];
    }
    return selected;
  }

  @Test
  void namesAnIndexOutOfRange() {
    assertThatThrownBy(() -> X.indexSelect(1, index(0, 3)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(
            "index_select: index 3 is out of range for dimension 1 of [2, 3, 4], use 0 to 2");
    assertThatThrownBy(() -> X.indexSelect(0, index(-1)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(
            "index_select: index -1 is out of range for dimension 0 of [2, 3, 4], use 0 to 1");
    assertThatThrownBy(() -> X.indexSelect(0, index(1L << 32)))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> X.mT().indexSelect(1, index(4)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(
            "index_select: index 4 is out of range for dimension 1 of [2, 4, 3], use 0 to 3");
    // A part must not reach into the rest of its storage.
    assertThatThrownBy(() -> X.narrow(0, 0, 1).indexSelect(0, index(1)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void indicesAreAVectorOfIntegers() {
    assertThatThrownBy(() -> X.indexSelect(0, index(0, 1).reshape(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("index_select: expects a vector of indices, got [1, 2] for [2, 3, 4]");
    assertThatThrownBy(() -> X.indexSelect(0, Tensor.zeros(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("indices are float32, not integers");
  }
}
