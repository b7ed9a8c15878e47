package kierkegrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kierkegrad.grad.Grad;
import kierkegrad.tensor.Indexing.ScatterReduce;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private static final Tensor X = vector(1, 2, 3, 4, 5, 6).reshape(2, 3);
  private static final Tensor MASK = Tensor.of(new boolean[] {true, false, true}, 3);

  private static Tensor vector(double... values) {
    return Tensor.of(values, values.length);
  }

  private static Tensor index(long... values) {
    return Tensor.of(values, values.length);
  }

  @Test
  void masksSelectFillAndScatter() {
    assertThat(X.maskedFill(MASK, 0).toDoubleArray()).containsExactly(0, 2, 0, 0, 5, 0);
    assertThat(X.maskedSelect(MASK).toDoubleArray()).containsExactly(1, 3, 4, 6);
    assertThat(X.maskedScatter(MASK, vector(7, 8, 9, 10)).toDoubleArray())
        .containsExactly(7, 2, 8, 9, 5, 10);
    assertThatThrownBy(() -> X.maskedFill(MASK, vector(1)))
        .hasMessage("masked_fill: the value [1] is no scalar");
    assertThatThrownBy(() -> X.maskedSelect(X))
        .hasMessage("masked_select: the mask is float64, not bool; compare first, such as x.gt(0)");
    assertThatThrownBy(() -> X.maskedScatter(MASK, vector(1)))
        .hasMessage("masked_scatter: the mask holds at 4 places, the source [1] has 1 elements");
  }

  @Test
  void placesOfWhatIsNotZero() {
    assertThat(vector(0, 2, 0, 3).reshape(2, 2).nonzero().toLongArray())
        .containsExactly(0, 1, 1, 1);
    assertThat(Tensor.scalar(3).nonzero().shape()).isEqualTo(Shape.of(1, 0));
    assertThat(Tensor.scalar(3).whereTrue()).hasSize(1);
    List<Tensor> places = X.gt(4).whereTrue();
    assertThat(places.getLast().toLongArray()).containsExactly(1, 2);
  }

  @Test
  void tensorsOfIndicesCountFromTheEndToo() {
    assertThat(X.index(index(-1)).toDoubleArray()).containsExactly(4, 5, 6);
    assertThat(X.index(index(0, 1), index(2, -3)).toDoubleArray()).containsExactly(3, 4);
    assertThat(X.index(X.gt(4)).toDoubleArray()).containsExactly(5, 6);
    assertThat(X.indexPut(List.of(index(1, 1)), vector(1), true).toDoubleArray())
        .containsExactly(1, 2, 3, 6, 7, 8);
    assertThat(X.indexPut(List.of(index(0), index(-1)), vector(9), false).toDoubleArray())
        .containsExactly(1, 2, 9, 4, 5, 6);
    assertThatThrownBy(() -> X.index(index(2)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index: index 2 is out of range for dimension 0 of [2, 3], use -2 to 1");
    assertThatThrownBy(() -> X.index(index(-3))).hasMessageContaining("index -3 is out of range");
    assertThatThrownBy(() -> X.index(vector(1)))
        .hasMessage("index: indices are float64, not integers; convert with to(DType.I64)");
    assertThatThrownBy(() -> X.index(MASK))
        .hasMessage("index: the mask [3] does not fit [2, 3] from dimension 0");
    assertThatThrownBy(() -> X.index(index(0), index(0), index(0)))
        .hasMessage("index: 3 indices for [2, 3]");
  }

  @Test
  void takesAndFills() {
    assertThat(X.take(index(-1, 0)).toDoubleArray()).containsExactly(6, 1);
    assertThat(X.takeAlongDim(index(2).reshape(1, 1), 1).toDoubleArray()).containsExactly(3, 6);
    assertThat(X.indexFill(1, index(1), 0).toDoubleArray()).containsExactly(1, 0, 3, 4, 0, 6);
    assertThat(X.indexAdd(0, index(1), vector(1, 1, 1).unsqueeze(0), -2).toDoubleArray())
        .containsExactly(1, 2, 3, 2, 3, 4);
    assertThat(Tensor.scalar(3).indexSelect(0, index(0)).item()).isEqualTo(3);
    assertThat(Tensor.scalar(3).indexCopy(0, index(0), Tensor.scalar(4)).item()).isEqualTo(4);
    assertThat(
            X.indexAdd(0, Tensor.of(new long[] {1}).reshape(Shape.SCALAR), X.narrow(0, 0, 1))
                .toDoubleArray())
        .containsExactly(1, 2, 3, 5, 7, 9);
    assertThatThrownBy(() -> X.takeAlongDim(index(0), 0))
        .hasMessageContaining("different numbers of dimensions");
  }

  @Test
  void scattersWithReductions() {
    Tensor x = vector(1, 2, 3);
    Tensor at = index(0, 0, 2);
    Tensor b = vector(4, 5, 6);

    assertThat(x.scatter(0, at, 0.0).toDoubleArray()).containsExactly(0, 2, 0);
    assertThat(reduced(ScatterReduce.SUM, true)).containsExactly(10, 2, 9);
    assertThat(reduced(ScatterReduce.SUM, false)).containsExactly(9, 2, 6);
    assertThat(reduced(ScatterReduce.PROD, true)).containsExactly(20, 2, 18);
    assertThat(reduced(ScatterReduce.PROD, false)).containsExactly(20, 2, 6);
    assertThat(reduced(ScatterReduce.MEAN, false)).containsExactly(4.5, 2, 6);
    assertThat(reduced(ScatterReduce.AMAX, true)).containsExactly(5, 2, 6);
    assertThat(reduced(ScatterReduce.AMIN, true)).containsExactly(1, 2, 3);
    assertThat(reduced(ScatterReduce.AMIN, false)).containsExactly(4, 2, 6);
    for (DType type : List.of(DType.I64, DType.I32, DType.U8)) {
      Tensor sum = x.to(type).scatterReduce(0, at, b.to(type), ScatterReduce.MEAN, true);
      assertThat(sum.toLongArray()).containsExactly(3, 2, 4);
      Tensor most = x.to(type).scatterReduce(0, at, b.to(type), ScatterReduce.AMAX, false);
      assertThat(most.toLongArray()).containsExactly(5, 2, 6);
      assertThat(x.to(type).scatterAdd(0, at, b.to(type)).toLongArray()).containsExactly(10, 2, 9);
    }
    assertThatThrownBy(() -> x.scatterReduce(0, at, Tensor.zeros(1, 1), ScatterReduce.SUM, true))
        .hasMessageContaining("scatter_reduce: shapes [3] and [1, 1] differ");
  }

  private static double[] reduced(ScatterReduce reduce, boolean includeSelf) {
    return vector(1, 2, 3)
        .scatterReduce(0, index(0, 0, 2), vector(4, 5, 6), reduce, includeSelf)
        .toDoubleArray();
  }

  /// d/db of 2·b₀·b₁ at b = (0, 0) is 0; the second derivative between both is 2.
  @Test
  void productsHaveDerivativesOfAnyOrderAtZero() {
    Tensor b = vector(0, 0).tracked();
    Tensor y = vector(2).scatterReduce(0, index(0, 0), b, ScatterReduce.PROD, true).sum();

    Tensor slope = Grad.of(y, b).getFirst();
    assertThat(slope.toDoubleArray()).containsExactly(0, 0);
    assertThat(Grad.of(slope.narrow(0, 0, 1).sum(), b).getFirst().toDoubleArray())
        .containsExactly(0, 2);
  }
}
