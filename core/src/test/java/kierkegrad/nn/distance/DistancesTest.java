package kierkegrad.nn.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.grad.Grad;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// What the numbers are was computed with PyTorch 2.13, or follows by hand.
class DistancesTest {
  private static final Tensor A = Tensor.of(new double[] {0.5, -1.5, 2.0, 0.2, 0.7, -0.3}, 2, 3);
  private static final Tensor B = Tensor.of(new double[] {1.0, -1.0, 0.5, 0.4, 3.0, -2.0}, 2, 3);

  @Test
  void areThoseOfPyTorch() {
    assertThat(new CosineSimilarity().forward(A, B).toDoubleArray())
        .containsExactly(new double[] {0.7844645405527361, 0.9732423675280295}, within(1e-15));
    assertThat(new PairwiseDistance().forward(A, B).toDoubleArray())
        .containsExactly(new double[] {1.6583126966899215, 2.8670539583347567}, within(1e-15));
    Tensor kept = new PairwiseDistance(1, 1e-6, true).forward(A, B);
    assertThat(kept.shape()).isEqualTo(Shape.of(2, 1));
    assertThat(kept.toDoubleArray())
        .containsExactly(new double[] {2.499999, 4.199999}, within(1e-15));
    assertThat(A.cdist(B, 2).toDoubleArray())
        .containsExactly(
            new double[] {1.6583123951777, 6.021627686929839, 2.0420577856662137, 2.86705423736629},
            within(1e-14));
  }

  @Test
  void everyNormOfThreeAndFour() {
    Tensor x = Tensor.of(new double[] {3, -4}, 1, 2);
    Tensor origin = Tensor.zeros(DType.F64, Shape.of(1, 2));
    double[] norms = {0, 0.5, 1, 2, 3, Double.POSITIVE_INFINITY};
    double[] expected = {2, Math.pow(Math.sqrt(3) + 2, 2), 7, 5, Math.cbrt(91), 4};
    for (int i = 0; i < norms.length; i++) {
      assertThat(x.cdist(origin, norms[i]).item()).isCloseTo(expected[i], within(1e-13));
    }
  }

  @Test
  void pairsOfRowsAndWholeTensors() {
    Tensor rows = Tensor.of(new double[][] {{0, 0}, {3, 4}, {0, 4}});
    assertThat(rows.pdist(2).toDoubleArray()).containsExactly(5, 4, 3);
    assertThat(rows.dist(rows.add(1), 2).item()).isCloseTo(Math.sqrt(6), within(1e-15));
    assertThatThrownBy(() -> Tensor.ones(3).pdist(2))
        .hasMessageContaining("pdist: [3] are no rows");
  }

  @Test
  void theSlopeAtNoDistanceIsZero() {
    for (double p : new double[] {0.5, 2, 3}) {
      assertThat(Grad.grad(x -> x.cdist(A, p).sum(), A).toDoubleArray()).doesNotContain(Double.NaN);
    }
  }

  @Test
  void sayWhatDoesNotFit() {
    assertThatThrownBy(() -> A.cdist(Tensor.ones(2, 2), 2))
        .hasMessageContaining("cdist: [2, 3] and [2, 2] do not fit");
    assertThatThrownBy(() -> new PairwiseDistance(-1))
        .hasMessageContaining("pairwise_distance: p -1.0 is out of range");
    assertThatThrownBy(() -> A.cdist(B, -1)).hasMessageContaining("p = -1.0 is unknown");
    assertThat(new CosineSimilarity() + ", " + new PairwiseDistance())
        .isEqualTo("CosineSimilarity(), PairwiseDistance()");
  }
}
