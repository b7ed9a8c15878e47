package kierkegrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kierkegrad.grad.Grad;
import kierkegrad.graph.Graph;
import kierkegrad.tensor.Indexing.ScatterReduce;
import kierkegrad.tensor.Ordering.Interpolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionsTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor vector(double... values) {
    return Tensor.of(values, values.length);
  }

  private static double at(UnaryOperator<Tensor> f, double x) {
    return f.apply(vector(x)).item();
  }

  /// Abramowitz & Stegun, tables 6.1, 6.2 and 7.1, and closed forms.
  @Test
  void specialFunctionsHaveTheirTabulatedValues() {
    double euler = 0.57721566490153286;
    assertThat(at(Tensor::lgamma, 0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-15));
    assertThat(at(Tensor::lgamma, 10)).isCloseTo(Math.log(362880), within(1e-14));
    assertThat(at(Tensor::lgamma, -0.5)).isCloseTo(Math.log(2 * Math.sqrt(Math.PI)), within(1e-14));
    assertThat(at(Tensor::digamma, 1)).isCloseTo(-euler, within(1e-14));
    assertThat(at(Tensor::digamma, -0.5)).isCloseTo(2 - euler - 2 * Math.log(2), within(1e-14));
    assertThat(at(x -> x.polygamma(1), 0.5)).isCloseTo(Math.PI * Math.PI / 2, within(1e-14));
    assertThat(at(x -> x.polygamma(2), 1)).isCloseTo(-2 * 1.2020569031595942, within(1e-14));
    assertThat(at(Tensor::erfc, 3)).isCloseTo(2.209049699858544e-5, within(1e-18));
    assertThat(at(Tensor::erfc, 30)).isZero();
    assertThat(at(Tensor::erfinv, 0.5)).isCloseTo(0.4769362762044699, within(1e-15));
    assertThat(at(Tensor::erfinv, -0.999)).isCloseTo(-2.326753765513525, within(1e-14));
    assertThat(at(Tensor::erfinv, 1)).isEqualTo(INF);
    assertThat(at(Tensor::erfinv, 2)).isNaN();
    assertThat(at(Tensor::log2, 8)).isEqualTo(3);
    assertThat(at(Tensor::log2, 1e-310)).isCloseTo(Math.log(1e-310) / Math.log(2), within(1e-9));
    assertThat(at(Tensor::asinh, 1e200)).isCloseTo(Math.log(2e200), within(1e-9));
    assertThat(at(Tensor::acosh, 1e200)).isCloseTo(Math.log(2e200), within(1e-9));
    assertThatThrownBy(() -> vector(1).polygamma(-1))
        .hasMessage("polygamma: order -1; use at least 0");
  }

  @Test
  void oneToAnyPowerIsOneAsInPyTorch() {
    assertThat(vector(1, 1, -1).pow(vector(NAN, INF, -INF)).toDoubleArray())
        .containsExactly(1, 1, 1);
  }

  @Test
  void remaindersHaveTheSignOfEitherOperand() {
    Tensor a = vector(-7, 7);
    Tensor b = vector(3, -3);

    assertThat(a.fmod(b).toDoubleArray()).containsExactly(-1, 1);
    assertThat(a.remainder(b).toDoubleArray()).containsExactly(2, -2);
    assertThat(a.floorDivide(b).toDoubleArray()).containsExactly(-3, -3);
    assertThat(a.fmod(3).toDoubleArray()).containsExactly(-1, 1);
    assertThat(a.remainder(3).toDoubleArray()).containsExactly(2, 1);
    assertThat(a.floorDivide(3).toDoubleArray()).containsExactly(-3, 2);
    assertThat(Tensor.arange(3).remainder(2).toLongArray()).containsExactly(0, 1, 0);
    assertThatThrownBy(() -> Tensor.arange(3).remainder(0))
        .hasMessageContaining("remainder: integers divided by 0");
    assertThatThrownBy(() -> Tensor.arange(3).floorDivide(0)).hasMessageContaining("by 0");
    Tensor truth = Tensor.of(new boolean[] {true});
    assertThatThrownBy(() -> truth.fmod(truth))
        .hasMessageContaining("fmod: no arithmetic of truth values");
  }

  @Test
  void boundsAndNumbersThatAreNone() {
    Tensor x = vector(NAN, INF, -INF, 2);

    assertThat(x.nanToNum().toDoubleArray())
        .containsExactly(0, Double.MAX_VALUE, -Double.MAX_VALUE, 2);
    assertThat(x.nanToNum(1, 2, 3).toDoubleArray()).containsExactly(1, 2, 3, 2);
    assertThat(Tensor.arange(2).nanToNum().toLongArray()).containsExactly(0, 1);
    assertThat(x.isInf().toByteArray()).containsExactly(0, 1, 1, 0);
    assertThat(x.isFinite().toByteArray()).containsExactly(0, 0, 0, 1);
    assertThat(x.isInf().xor(x.isFinite()).toByteArray()).containsExactly(0, 1, 1, 1);
    assertThat(vector(-1, 5).clamp(vector(0), vector(1, 2)).toDoubleArray()).containsExactly(0, 2);
    assertThat(vector(-1, 5).clampMin(0).clampMax(2).toDoubleArray()).containsExactly(0, 2);
    assertThat(vector(0).lerp(vector(10), 0.25).item()).isEqualTo(2.5);
    assertThat(vector(0).lerp(vector(10), 0.75).item()).isEqualTo(7.5);
    assertThat(vector(0, 0).lerp(vector(10), vector(0.2, 1)).toDoubleArray())
        .containsExactly(2, 10);
    assertThat(vector(-1.25).frac().item()).isEqualTo(-0.25);
    assertThat(vector(0.5).logit().item()).isZero();
    assertThat(vector(0).xlogy(0).item()).isZero();
    assertThat(vector(3).hypot(vector(4)).item()).isEqualTo(5);
    assertThat(vector(1).logaddexp2(vector(1)).item()).isCloseTo(2, within(1e-12));
    assertThat(vector(0, 0.5).sinc().toDoubleArray())
        .containsExactly(new double[] {1, 2 / Math.PI}, within(1e-12));
    assertThat(vector(180).deg2rad().rad2deg().item()).isCloseTo(180, within(1e-12));
    assertThat(vector(1).addcmul(vector(2), vector(3), 2).item()).isEqualTo(13);
    assertThat(vector(1).addcdiv(vector(6), vector(3), 2).item()).isEqualTo(5);
  }

  /// A name, for messages, and what is traced.
  private record Traced(String name, UnaryOperator<Tensor> f) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Traced> traced() {
    Tensor index = Tensor.of(new long[] {2, 0, 2}, 3);
    Tensor mask = Tensor.of(new boolean[] {true, false, true, true}, 4);
    Tensor unit = Tensor.eye(DType.F64, 4);
    List<Traced> all = new ArrayList<>();
    all.add(new Traced("cumprod", x -> x.cumprod(0)));
    all.add(new Traced("logcumsumexp", x -> x.logcumsumexp(1)));
    all.add(new Traced("cummax", x -> x.cummax(1).values()));
    all.add(new Traced("sort", x -> x.sort(0, true).values()));
    all.add(new Traced("topk", x -> x.topk(2, 1).values()));
    all.add(new Traced("median", x -> x.median(1, false).values()));
    all.add(new Traced("median of all", Tensor::median));
    all.add(new Traced("quantile", x -> x.quantile(0.3, 1, false, Interpolation.LINEAR)));
    all.add(new Traced("mode", x -> x.mode(1, true).values()));
    all.add(new Traced("std", x -> x.std(0)));
    all.add(new Traced("norm", x -> x.norm(3, 1)));
    all.add(new Traced("logsumexp", x -> x.logsumexp(1)));
    all.add(new Traced("einsum", x -> Tensor.einsum("ij,kj->ik", x, x)));
    all.add(new Traced("diagonal", x -> x.diagonal().diagEmbed(1)));
    all.add(new Traced("tril", x -> x.tril(0)));
    all.add(new Traced("roll", x -> x.roll(1, 0).repeat(2, 1).rot90(1, 0, 1)));
    all.add(new Traced("index", x -> x.index(index, index)));
    all.add(new Traced("indexPut", x -> x.indexPut(List.of(index), x.narrow(0, 0, 3), true)));
    all.add(new Traced("maskedScatter", x -> x.maskedScatter(mask, x.flip(0))));
    all.add(new Traced("take", x -> x.take(index)));
    all.add(
        new Traced(
            "scatterReduce",
            x ->
                x.scatterReduce(
                    0,
                    index.unsqueeze(1).expand(3, 4),
                    x.narrow(0, 0, 3),
                    ScatterReduce.PROD,
                    true)));
    all.add(new Traced("cholesky", x -> x.matmul(x.mT()).add(unit).cholesky()));
    all.add(new Traced("inverse", x -> x.add(unit.mul(5)).inverse()));
    all.add(new Traced("clamp", x -> x.clamp(x.mul(0.5), x.abs().add(1))));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("traced")
  void tracedIsTheSameAsEager(Traced what) {
    Tensor x = Tensor.linspace(0.3, 2.5, 16).sin().reshape(4, 4);
    Graph graph = Graph.of(in -> what.f().apply(in.getFirst()), x);

    assertThat(graph.run(x).getFirst().sameBits(what.f().apply(x))).isTrue();
    if (what.f().apply(x).dtype().isFloating()) {
      Tensor leaf = x.tracked();
      Tensor eager = Grad.of(what.f().apply(leaf).square().sum(), leaf).getFirst();
      Graph sum = Graph.of(in -> what.f().apply(in.getFirst()).square().sum(), x);
      assertThat(sum.gradient().run(x).getFirst().toDoubleArray())
          .containsExactly(eager.toDoubleArray(), within(1e-12));
    }
  }
}
