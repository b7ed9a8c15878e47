package kierkegrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.grad.Grad;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor vector(double... values) {
    return Tensor.of(values, values.length);
  }

  @Test
  void spreadIsAroundTheMean() {
    Tensor x = vector(1, 2, 4, 5).reshape(2, 2);

    assertThat(x.var().item()).isCloseTo(10.0 / 3, within(1e-12));
    assertThat(x.var(1).toDoubleArray()).containsExactly(0.5, 0.5);
    assertThat(x.var(new int[] {0}, 0, true).toDoubleArray()).containsExactly(2.25, 2.25);
    assertThat(x.std(new int[] {0}, 0, false).toDoubleArray()).containsExactly(1.5, 1.5);
    assertThat(x.std().item()).isCloseTo(Math.sqrt(10.0 / 3), within(1e-12));
    assertThat(x.varMean(new int[] {1}, 1, false).mean().toDoubleArray()).containsExactly(1.5, 4.5);
    assertThat(x.stdMean(new int[] {0}, 0, true).spread().shape()).isEqualTo(Shape.of(1, 2));
    assertThat(vector(3).var().item()).isNaN();
    assertThatThrownBy(() -> Tensor.arange(3).var())
        .hasMessage("var: elements are int64; convert with to(DType.F32)");
  }

  @Test
  void gradientsAreZeroWhereASpreadOrANormIs() {
    Tensor x = vector(2, 2).tracked();
    Tensor zero = vector(0, 0).tracked();

    assertThat(Grad.of(x.std(), x).getFirst().toDoubleArray()).containsExactly(0, 0);
    for (double p : new double[] {0.5, 1, 2, 3}) {
      assertThat(Grad.of(zero.norm(p), zero).getFirst().toDoubleArray()).containsExactly(0, 0);
    }
  }

  @Test
  void normsOfEveryPower() {
    Tensor x = vector(3, -4, 0);

    assertThat(x.norm().item()).isEqualTo(5);
    assertThat(x.norm(1).item()).isEqualTo(7);
    assertThat(x.norm(0).item()).isEqualTo(2);
    assertThat(x.norm(INF).item()).isEqualTo(4);
    assertThat(x.norm(-INF).item()).isZero();
    assertThat(x.norm(3).item()).isCloseTo(Math.cbrt(91), within(1e-12));
    assertThat(x.norm(-1).item()).isZero();
    assertThat(vector(2, 2).norm(-1).item()).isEqualTo(1);
    assertThat(x.norm(2, new int[] {0}, true).shape()).isEqualTo(Shape.of(1));
    assertThatThrownBy(() -> x.norm(NAN)).hasMessageContaining("norm: p = NaN of float64");
    assertThatThrownBy(() -> vector().norm(-1)).hasMessageContaining("[0] has no elements");
  }

  @Test
  void logarithmsOfSumsDoNotOverflow() {
    assertThat(vector(1000, 1000).logsumexp().item()).isCloseTo(1000 + Math.log(2), within(1e-12));
    assertThat(vector(-INF, -INF).logsumexp().item()).isEqualTo(-INF);
    assertThat(vector(INF, 1).logsumexp().item()).isEqualTo(INF);
    assertThat(vector().logsumexp().item()).isEqualTo(-INF);
    assertThat(Tensor.zeros(2, 3).logsumexp(new int[] {1}, true).shape()).isEqualTo(Shape.of(2, 1));
  }

  @Test
  void countsAndSkips() {
    Tensor x = vector(1, NAN, 0, 3).reshape(2, 2);

    assertThat(x.nansum().item()).isEqualTo(4);
    assertThat(x.nanmean(0).toDoubleArray()).containsExactly(0.5, 3);
    assertThat(vector(3, 1, 2).aminmax(0, false).getFirst().item()).isEqualTo(1);
    assertThat(x.countNonzero(1).toLongArray()).containsExactly(2, 1);
    assertThat(Tensor.arange(3).nansum().itemLong()).isEqualTo(3);
    assertThat(x.all(1, false).toByteArray()).containsExactly(1, 0);
    assertThat(x.any(0, true).toByteArray()).containsExactly(1, 1);
    assertThat(Tensor.zeros(0, 1).all(0, false).toByteArray()).containsExactly(1);
    assertThat(vector(2, 3, 4).reshape(3, 1).prod(new int[] {0, 1}, false).item()).isEqualTo(24);
  }

  @Test
  void everythingUpToAnElement() {
    Tensor x = vector(1, 2, 0, 3);

    assertThat(x.cumsum(0).toDoubleArray()).containsExactly(1, 3, 3, 6);
    assertThat(x.cumprod(0).toDoubleArray()).containsExactly(1, 2, 0, 0);
    assertThat(Tensor.arange(4).to(DType.I32).cumsum(0).dtype()).isEqualTo(DType.I64);
    assertThat(Tensor.of(new byte[] {(byte) 200, 100}).cumsum(0).toLongArray())
        .containsExactly(200, 300);
    assertThat(Tensor.of(new int[] {2, 3}).cumprod(0).toLongArray()).containsExactly(2, 6);
    assertThat(Tensor.of(new long[] {2, 3}).logcumsumexp(0).dtype()).isEqualTo(DType.F32);
    assertThat(x.cummax(0).values().toDoubleArray()).containsExactly(1, 2, 2, 3);
    assertThat(x.cummin(0).indices().toLongArray()).containsExactly(0, 0, 2, 2);
    assertThat(x.diff(0).toDoubleArray()).containsExactly(1, -2, 3);
    assertThat(x.diff(2, 0).toDoubleArray()).containsExactly(-3, 5);
    assertThat(Tensor.of(new boolean[] {true, true, false}).diff(0).toByteArray())
        .containsExactly(0, 1);
    assertThat(vector(0.5, 0.5, 0.5).recurrence(0, vector(1, 1, 1)).toDoubleArray())
        .containsExactly(1, 1.5, 1.75);
    assertThatThrownBy(() -> Tensor.scalar(1).diff(0)).hasMessageContaining("has no neighbours");
    assertThatThrownBy(() -> x.diff(-1, 0)).hasMessage("diff: -1 times; use at least 0");
  }

  /// d/dx of x₀, x₀x₁, x₀x₁x₂ added up, with a zero in the middle.
  @Test
  void gradientsOfRunningProductsAreRightAtZero() {
    Tensor x = vector(2, 0, 3).tracked();

    assertThat(Grad.of(x.cumprod(0).sum(), x).getFirst().toDoubleArray()).containsExactly(1, 8, 0);
  }
}
