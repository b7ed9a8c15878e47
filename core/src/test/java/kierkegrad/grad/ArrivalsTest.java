package kierkegrad.grad;

import static org.assertj.core.api.Assertions.assertThat;

import kierkegrad.graph.Graph;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Tensor X = Tensor.randn(Seed.of(1), 4, 5).to(DType.F64);

  /// Two squares and a cube of rows, of which one is left out: side by side with a gap.
  private static Tensor apart(Tensor x) {
    return x.get(0).square().sum().add(x.slice(0, 2, 4).pow(3).sum());
  }

  private static Tensor crossing(Tensor x) {
    return x.slice(0, 0, 3)
        .square()
        .sum()
        .add(x.slice(0, 2, 4).pow(3).sum())
        .add(x.slice(1, 1, 3).exp().sum())
        .add(x.slice(1, 0, 5, 2).exp().sum())
        .add(x.square().sum());
  }

  @Test
  void slicesSideBySideAreLaidSideBySide() {
    assertThat(Grad.grad(ArrivalsTest::apart).apply(X).get(1).abs().sum().item()).isZero();
    GradCheck.check(in -> apart(in.getFirst()), X);
    GradCheck.checkSecondOrder(in -> apart(in.getFirst()), X);
    assertThat(Graph.of(in -> apart(in.getFirst()), X).gradient().toString())
        .contains("concat")
        .doesNotContain("pad");
  }

  @Test
  void overlappingSlicesAddUp() {
    GradCheck.check(in -> crossing(in.getFirst()), X);
    GradCheck.checkSecondOrder(in -> crossing(in.getFirst()), X);
  }
}
