package kierkegrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.grad.Grad;
import kierkegrad.tensor.Ordering.Interpolation;
import kierkegrad.tensor.Ordering.Unique;
import kierkegrad.tensor.Reductions.Extreme;
import org.junit.jupiter.api.Test;

class OrderingTest {
  private static final double NAN = Double.NaN;

  private static Tensor vector(double... values) {
    return Tensor.of(values, values.length);
  }

  private static Tensor index(long... values) {
    return Tensor.of(values, values.length);
  }

  @Test
  void sortsStablyWithNaNAsTheLargest() {
    Tensor x = vector(2, NAN, -0.0, 0, -1, 2);

    Extreme up = x.sort(0);
    Extreme down = x.sort(0, true);

    assertThat(up.values().toDoubleArray()).containsExactly(-1, -0.0, 0, 2, 2, NAN);
    assertThat(up.indices().toLongArray()).containsExactly(4, 2, 3, 0, 5, 1);
    assertThat(down.indices().toLongArray()).containsExactly(1, 0, 5, 2, 3, 4);
    assertThat(x.to(DType.F32).argsort(0).toLongArray()).containsExactly(4, 2, 3, 0, 5, 1);
    assertThat(index(3, -1, 2).argsort(0).toLongArray()).containsExactly(1, 2, 0);
    assertThat(index(3, -1, 2).to(DType.I32).argsort(0, true).toLongArray())
        .containsExactly(0, 2, 1);
    assertThat(Tensor.of(new boolean[] {true, false, true}).argsort(0).toLongArray())
        .containsExactly(1, 0, 2);
  }

  @Test
  void sortsAnyDimension() {
    Tensor x = vector(3, 1, 2, 0).reshape(2, 2);

    assertThat(x.sort(0).values().toDoubleArray()).containsExactly(2, 0, 3, 1);
    assertThat(x.sort(0).indices().toLongArray()).containsExactly(1, 1, 0, 0);
    assertThat(x.sort(1).values().toDoubleArray()).containsExactly(1, 3, 0, 2);
    assertThat(Tensor.scalar(5).sort(0).values().item()).isEqualTo(5);
  }

  @Test
  void takesTheMostExtreme() {
    Tensor x = vector(3, 1, 4, 1, 5);

    assertThat(x.topk(2, 0).values().toDoubleArray()).containsExactly(5, 4);
    assertThat(x.topk(2, 0).indices().toLongArray()).containsExactly(4, 2);
    assertThat(x.topk(2, -1, false).values().toDoubleArray()).containsExactly(1, 1);
    assertThat(x.kthvalue(4, 0, false).values().item()).isEqualTo(4);
    assertThat(x.kthvalue(4, 0, true).indices().shape()).isEqualTo(Shape.of(1));
    assertThat(Tensor.scalar(2).topk(1, 0).values().shape()).isEqualTo(Shape.SCALAR);
    assertThat(Tensor.scalar(2).kthvalue(1, 0, false).values().item()).isEqualTo(2);
    assertThatThrownBy(() -> x.topk(6, 0))
        .hasMessage("topk: k = 6 is out of range for dimension 0 of [5]");
    assertThatThrownBy(() -> x.kthvalue(0, 0, false))
        .hasMessage("kthvalue: k = 0 is out of range for dimension 0 of [5]");
  }

  @Test
  void mediansAreTheLowerOnesAndShareTheirGradient() {
    Tensor x = vector(4, 1, 3, 1).tracked();

    assertThat(x.median().item()).isEqualTo(1);
    assertThat(Grad.of(x.median(), x).getFirst().toDoubleArray()).containsExactly(0, 0.5, 0, 0.5);
    assertThat(vector(4, 1, 3).median().item()).isEqualTo(3);
    assertThat(vector(4, NAN, 3).median().item()).isNaN();
    assertThat(vector(4, NAN, 3).nanmedian().item()).isEqualTo(3);
    assertThat(vector(NAN, NAN).nanmedian(0, false).values().item()).isNaN();
    assertThat(vector(4, NAN, 3).median(0, true).indices().toLongArray()).containsExactly(1);
    assertThat(vector().median().item()).isNaN();
    assertThat(index(5, 2).median().itemLong()).isEqualTo(2);
    assertThat(Tensor.scalar(2).median(0, false).values().item()).isEqualTo(2);
    assertThatThrownBy(() -> Tensor.zeros(2, 0).median(1, false))
        .hasMessage("median: dimension 1 of [2, 0] has no elements");
  }

  @Test
  void quantilesStandBetweenElements() {
    Tensor x = vector(0, 10, 30, 20);

    assertThat(x.quantile(0.5).item()).isEqualTo(15);
    assertThat(x.quantile(0.25, 0, false, Interpolation.LINEAR).item())
        .isCloseTo(7.5, within(1e-12));
    assertThat(x.quantile(0.25, 0, false, Interpolation.LOWER).item()).isZero();
    assertThat(x.quantile(0.25, 0, false, Interpolation.HIGHER).item()).isEqualTo(10);
    assertThat(x.quantile(0.25, 0, false, Interpolation.NEAREST).item()).isEqualTo(10);
    assertThat(x.quantile(0.25, 0, true, Interpolation.MIDPOINT).toDoubleArray())
        .containsExactly(5);
    assertThat(vector(1, NAN).quantile(0).item()).isNaN();
    assertThat(vector(1, NAN, 3).nanquantile(1, 0, false, Interpolation.LINEAR).item())
        .isEqualTo(3);
    assertThat(Tensor.scalar(2).quantile(0.3, 0, false, Interpolation.LINEAR).item()).isEqualTo(2);
    assertThatThrownBy(() -> x.quantile(1.5)).hasMessage("quantile: q = 1.5; use 0 to 1");
    assertThatThrownBy(() -> index(1).quantile(0.5))
        .hasMessage("quantile: elements are int64; convert with to(DType.F32)");
    assertThatThrownBy(() -> vector().quantile(0.5)).hasMessage("quantile: [0] has no elements");
  }

  @Test
  void theMostFrequentElementIsTheSmallestOfSeveral() {
    Extreme mode = index(3, 1, 3, 1, 2).mode(0, false);

    assertThat(mode.values().itemLong()).isEqualTo(1);
    assertThat(mode.indices().itemLong()).isEqualTo(3);
    assertThat(Tensor.scalar(2).mode(0, false).values().item()).isEqualTo(2);
    assertThatThrownBy(() -> Tensor.zeros(2, 0).mode(1, false))
        .hasMessage("mode: dimension 1 of [2, 0] has no elements");
  }

  @Test
  void distinctElementsHavePlacesAndCounts() {
    Unique unique = index(3, 1, 3, 2).reshape(2, 2).unique();

    assertThat(unique.values().toLongArray()).containsExactly(1, 2, 3);
    assertThat(unique.inverse().shape()).isEqualTo(Shape.of(2, 2));
    assertThat(unique.inverse().toLongArray()).containsExactly(2, 0, 2, 1);
    assertThat(unique.counts().toLongArray()).containsExactly(1, 1, 2);
    assertThat(index().unique().values().elements()).isZero();
  }

  @Test
  void distinctSlicesStandInTheOrderOfTheirNumbers() {
    Unique rows = index(2, 1, 1, 9, 2, 1).reshape(3, 2).unique(0);

    assertThat(rows.values().toLongArray()).containsExactly(1, 9, 2, 1);
    assertThat(rows.inverse().toLongArray()).containsExactly(1, 0, 1);
    assertThat(rows.counts().toLongArray()).containsExactly(1, 2);
    assertThat(index(2, 2, 1, 1).reshape(2, 2).unique(1).values().shape())
        .isEqualTo(Shape.of(2, 1));
    assertThat(index(7).reshape(Shape.SCALAR).unique(0).values().toLongArray()).containsExactly(7);
  }

  @Test
  void countsIntegersAndWeights() {
    assertThat(index(1, 3, 1).bincount(0).toLongArray()).containsExactly(0, 2, 0, 1);
    assertThat(index(1).bincount(4).toLongArray()).containsExactly(0, 1, 0, 0);
    assertThat(index().bincount(2).toLongArray()).containsExactly(0, 0);
    assertThat(index(1, 0, 1).bincount(vector(0.5, 2, 1), 0).toDoubleArray())
        .containsExactly(2, 1.5);
    assertThatThrownBy(() -> index(-1).bincount(0))
        .hasMessage("bincount: -1 is negative; counts are of 0, 1, …");
    assertThatThrownBy(() -> vector(1).bincount(0)).hasMessageContaining("elements are float64");
    assertThatThrownBy(() -> index(1).bincount(vector(1, 2), 0))
        .hasMessageContaining("got [1] and [2]");
  }

  @Test
  void searchesSortedRows() {
    Tensor edges = vector(1, 2, 2, 3);

    assertThat(edges.searchsorted(vector(2, 0, 4, NAN), false).toLongArray())
        .containsExactly(1, 0, 4, 4);
    assertThat(edges.searchsorted(vector(2, 3), true).toLongArray()).containsExactly(3, 4);
    assertThat(vector(2.5).bucketize(edges, false).toLongArray()).containsExactly(3);
    assertThatThrownBy(() -> vector(1).bucketize(Tensor.zeros(2, 2), false))
        .hasMessage("bucketize: boundaries [2, 2] are no vector");
  }

  @Test
  void countsWhatFallsIntoEqualParts() {
    assertThat(vector(0, 1, 1.5, 2, 3, -1).histc(2, 0, 2).toDoubleArray()).containsExactly(1, 3);
    assertThat(vector(1, 2, 3).histc(2, 0, 0).toDoubleArray()).containsExactly(1, 2);
    assertThat(vector(5, 5).histc(2, 0, 0).toDoubleArray()).containsExactly(0, 2);
    assertThatThrownBy(() -> vector(1).histc(0, 0, 1)).hasMessageContaining("0 bins");
    assertThatThrownBy(() -> vector(NAN).histc(1, 0, 0)).hasMessageContaining("is not finite");
  }
}
