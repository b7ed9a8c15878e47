package kierkegrad.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kierkegrad.grad.Grad;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Reductions;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// The rules of PyTorch 2.x at corners. Expectations follow by hand from its documented formulas;
/// those marked were also run in LibTorch 2.10.
class EdgeRulesTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor vector(double... values) {
    return Tensor.of(values).tracked();
  }

  private static double[] slope(Tensor y, Tensor x) {
    return Grad.of(y, x).getFirst().toDoubleArray();
  }

  @Test
  void reluAtZeroIsFlatAndKeepsNan() {
    Tensor x = vector(0, Double.NaN, -1, 2);
    assertThat(x.relu().toDoubleArray()).containsExactly(0, Double.NaN, 0, 2);
    assertThat(slope(x.relu(), x)).containsExactly(0, 1, 0, 1);
  }

  @Test
  void absAtZeroIsFlat() {
    Tensor x = vector(0, -2, 3);
    assertThat(slope(x.abs(), x)).containsExactly(0, -1, 1);
  }

  @Test
  void sqrtAtZeroIsInfinitelySteep() {
    Tensor x = vector(0);
    assertThat(slope(x.sqrt(), x)).containsExactly(INF);
  }

  @Test
  void clampHasSlopeOneAtBothBounds() {
    Tensor x = vector(-2, -1, 0, 1, 2);
    assertThat(x.clamp(-1, 1).toDoubleArray()).containsExactly(-1, -1, 0, 1, 1);
    assertThat(slope(x.clamp(-1, 1), x)).containsExactly(0, 1, 1, 1, 0);
  }

  @Test
  void clampOfIntegersIsExactAndBecomesFloatingOnlyForFractions() {
    Tensor large = Tensor.of(new long[] {Long.MAX_VALUE - 1, -5});
    assertThat(large.clamp(0, INF).toLongArray()).containsExactly(Long.MAX_VALUE - 1, 0);
    // torch.tensor([1, 2, 3]).clamp(0.5, 2.5) in LibTorch
    Tensor clamped = Tensor.of(new long[] {1, 2, 3}).clamp(0.5, 2.5);
    assertThat(clamped.dtype()).isEqualTo(DType.F32);
    assertThat(clamped.toDoubleArray()).containsExactly(1, 2, 2.5);
  }

  @Test
  void softplusIsTheIdentityAboveTwenty() {
    Tensor x = vector(20, Math.nextUp(20.0));
    assertThat(x.softplus().toDoubleArray())
        .containsExactly(Math.log1p(Math.exp(20)), Math.nextUp(20.0));
    double[] slopes = slope(x.softplus(), x);
    assertThat(slopes[0]).isLessThan(1).isCloseTo(1, within(1e-8));
    assertThat(slopes[1]).isEqualTo(1);
  }

  @Test
  void roundTakesHalvesToEven() {
    assertThat(vector(-2.5, -1.5, -0.5, 0.5, 1.5, 2.5).round().toDoubleArray())
        .containsExactly(-2, -2, -0.0, 0, 2, 2);
  }

  /// Run in LibTorch.
  @Test
  void powOfZero() {
    Tensor a = vector(0, 0, 0, -2, 2);
    Tensor b = vector(0, 1, -1, 2, 0);
    Tensor y = a.pow(b);
    assertThat(y.toDoubleArray()).containsExactly(1, 0, INF, 4, 1);
    assertThat(slope(y, a)).containsExactly(0, 1, -INF, -4, 0);
    assertThat(slope(y, b)).containsExactly(0, 0, -INF, Double.NaN, Math.log(2));
  }

  @Test
  void maximumAndMinimumShareATie() {
    Tensor a = vector(1, 2, 3);
    Tensor b = vector(1, 3, 2);
    assertThat(slope(a.maximum(b), a)).containsExactly(0.5, 0, 1);
    assertThat(slope(a.maximum(b), b)).containsExactly(0.5, 1, 0);
    assertThat(slope(a.minimum(b), a)).containsExactly(0.5, 1, 0);
    assertThat(slope(a.minimum(b), b)).containsExactly(0.5, 0, 1);
  }

  @Test
  void amaxSharesTiesAndMaxAlongADimensionTakesTheFirst() {
    Tensor x = vector(3, 1, 3, 3);
    assertThat(slope(x.amax(), x)).containsExactly(1 / 3.0, 0, 1 / 3.0, 1 / 3.0);
    Tensor low = vector(1, 2, 1);
    assertThat(slope(low.amin(), low)).containsExactly(0.5, 0, 0.5);
    Reductions.Extreme max = x.max(0);
    assertThat(max.indices().itemLong()).isZero();
    assertThat(slope(max.values(), x)).containsExactly(1, 0, 0, 0);
    assertThat(slope(x.min(0).values(), x)).containsExactly(0, 1, 0, 0);
  }

  @Test
  void argmaxTakesTheFirstOfTiesAndNanBeforeAll() {
    Tensor x = Tensor.of(new double[] {1, 5, 5, INF, Double.NaN, Double.NaN}, 2, 3);
    assertThat(x.argmax(1).toLongArray()).containsExactly(1, 1);
    assertThat(x.argmin(1).toLongArray()).containsExactly(0, 1);
    assertThat(Tensor.of(new int[] {4, 9, 9}).argmax(0).itemLong()).isEqualTo(1);
    assertThat(Tensor.scalar(3).argmax(0).itemLong()).isZero();
  }

  @Test
  void reductionsOfNothing() {
    Tensor none = Tensor.zeros(0, 2);
    assertThat(none.sum().item()).isZero();
    assertThat(none.prod().item()).isEqualTo(1);
    assertThat(none.mean().item()).isNaN();
    assertThat(none.sum(0).toDoubleArray()).containsExactly(0, 0);
    assertThat(none.prod(0, false).toDoubleArray()).containsExactly(1, 1);
    assertThat(none.amax(1).shape()).isEqualTo(Shape.of(0));
    assertThat(none.all()).isTrue();
    assertThat(none.any()).isFalse();
    assertThatThrownBy(none::amax)
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("amax: [0, 2] has no elements along [0, 1]");
    assertThatThrownBy(() -> none.argmax(0)).isInstanceOf(ShapeException.class);
  }

  @Test
  void sizesOfZeroBroadcast() {
    assertThat(Tensor.zeros(0, 1).add(Tensor.zeros(1, 3)).shape()).isEqualTo(Shape.of(0, 3));
    assertThat(Tensor.zeros(2, 0).mul(2).shape()).isEqualTo(Shape.of(2, 0));
    assertThat(Tensor.zeros(1).add(Tensor.zeros(0)).shape()).isEqualTo(Shape.of(0));
    assertThatThrownBy(() -> Tensor.zeros(2).add(Tensor.zeros(0)))
        .isInstanceOf(ShapeException.class);
  }

  /// Π over (a, b, c, d): first order Π of the others, second order Π of those without both.
  @Test
  void productWithZerosIsRightToSecondOrder() {
    Tensor one = Tensor.of(new double[] {2, 0, 3, 5});
    assertThat(Grad.grad(Tensor::prod, one).toDoubleArray()).containsExactly(0, 30, 0, 0);
    assertThat(Grad.hessian(Tensor::prod, one).toDoubleArray())
        .containsExactly(0, 15, 0, 0, 15, 0, 10, 6, 0, 10, 0, 0, 0, 6, 0, 0);
    Tensor two = Tensor.of(new double[] {2, 0, 0, 5});
    assertThat(Grad.grad(Tensor::prod, two).toDoubleArray()).containsExactly(0, 0, 0, 0);
    assertThat(Grad.hessian(Tensor::prod, two).toDoubleArray())
        .containsExactly(0, 0, 0, 0, 0, 0, 10, 0, 0, 10, 0, 0, 0, 0, 0, 0);
    Tensor odd = Tensor.of(new double[] {2, 3, 5, 7, 11});
    assertThat(Grad.grad(Tensor::prod, odd).toDoubleArray())
        .containsExactly(1155, 770, 462, 330, 210);
  }

  @Test
  void logSoftmaxOfHugeNumbersStaysFinite() {
    Tensor x = vector(1e4, -1e4);
    assertThat(x.logSoftmax(0).toDoubleArray()).containsExactly(0, -2e4);
    assertThat(x.softmax(0).toDoubleArray()).containsExactly(1, 0);
    assertThat(slope(x.logSoftmax(0).select(0, 1), x)).containsExactly(-1, 1);
  }

  /// Run in LibTorch: 1.3133 = ln(1 + e), and the gradient softmax − onehot.
  @Test
  void crossEntropyWithAnImpossibleClass() {
    Tensor x = Tensor.of(new double[] {1, -INF, 2, 1, -INF, 2}, 2, 3).tracked();
    Tensor y = Tensor.apply(new Fused.CrossEntropy(), x, Tensor.of(new long[] {0, 1}));
    double p = 1 / (1 + Math.E);
    assertThat(y.toDoubleArray()[0]).isCloseTo(Math.log1p(Math.E), within(1e-12));
    assertThat(y.toDoubleArray()[1]).isEqualTo(INF);
    assertThat(slope(y, x))
        .containsExactly(new double[] {p - 1, 0, 1 - p, p, -1, 1 - p}, within(1e-12));
  }

  @Test
  void divisionOfIntegersIsTrueDivision() {
    Tensor y = Tensor.of(new int[] {7, -7}).div(Tensor.of(new int[] {2, 2}));
    assertThat(y.dtype()).isEqualTo(DType.F32);
    assertThat(y.toDoubleArray()).containsExactly(3.5, -3.5);
    assertThat(Tensor.of(new long[] {1}).div(0).item()).isEqualTo(INF);
  }

  @Test
  void typesPromoteToTheWider() {
    Tensor bool = Tensor.of(new boolean[] {true});
    Tensor u8 = Tensor.of(new byte[] {1});
    Tensor i32 = Tensor.of(new int[] {1});
    Tensor i64 = Tensor.of(new long[] {1});
    Tensor f32 = Tensor.ones(1);
    assertThat(bool.add(bool).dtype()).isEqualTo(DType.BOOL);
    assertThat(bool.add(bool).itemLong()).isEqualTo(1);
    assertThat(bool.add(u8).dtype()).isEqualTo(DType.U8);
    assertThat(u8.add(i32).dtype()).isEqualTo(DType.I32);
    assertThat(i32.add(i64).dtype()).isEqualTo(DType.I64);
    assertThat(i64.add(f32).dtype()).isEqualTo(DType.F32);
    assertThat(f32.add(Tensor.of(new double[] {1})).dtype()).isEqualTo(DType.F64);
    assertThat(i32.exp().dtype()).isEqualTo(DType.F32);
    assertThat(i32.sum().dtype()).isEqualTo(DType.I64);
    assertThat(bool.sum().dtype()).isEqualTo(DType.I64);
  }

  @Test
  void scalarsDoNotWidenWithinTheirCategory() {
    Tensor i32 = Tensor.of(new int[] {1, 2});
    assertThat(i32.add(1).dtype()).isEqualTo(DType.I32);
    assertThat(i32.add(Tensor.of(new long[] {1}, 1).reshape(Shape.SCALAR)).dtype())
        .isEqualTo(DType.I32);
    assertThat(i32.add(0.5).dtype()).isEqualTo(DType.F32);
    assertThat(Tensor.ones(2).add(Tensor.of(new double[] {1}).sum()).dtype()).isEqualTo(DType.F32);
    assertThat(i32.add(Tensor.of(new double[] {1}).sum()).dtype()).isEqualTo(DType.F64);
    assertThat(Tensor.of(new boolean[] {true}).add(1).dtype()).isEqualTo(DType.I64);
    assertThat(Tensor.of(new boolean[] {true}).mul(0.5).dtype()).isEqualTo(DType.F32);
  }

  @Test
  void integersWrap() {
    assertThat(Tensor.of(new int[] {Integer.MAX_VALUE}).add(1).toIntArray())
        .containsExactly(Integer.MIN_VALUE);
    assertThat(Tensor.of(new long[] {Long.MAX_VALUE}).add(1).itemLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(Tensor.of(new int[] {65536}).square().item()).isZero();
    assertThat(Tensor.of(new int[] {Integer.MIN_VALUE}).abs().toIntArray())
        .containsExactly(Integer.MIN_VALUE);
    // 5 + 10^10 = 1410065413 modulo 2^32, as in LibTorch
    assertThat(Tensor.of(new int[] {5}).add(1e10).toIntArray()).containsExactly(1410065413);
  }

  /// 5 + 300, 5 − 10 and −5 modulo 256; run in LibTorch.
  @Test
  void bytesWrapModulo256() {
    Tensor x = Tensor.of(new byte[] {5});
    assertThat(x.add(300).item()).isEqualTo(49);
    assertThat(x.sub(10).item()).isEqualTo(251);
    assertThat(x.neg().item()).isEqualTo(251);
    assertThat(Tensor.of(new byte[] {(byte) 200}).mul(2).item()).isEqualTo(144);
    assertThat(Tensor.of(new byte[] {(byte) 200}).sum().item()).isEqualTo(200);
  }

  @Test
  void comparisonsOfIntegersAreExact() {
    long large = (1L << 53) + 1;
    Tensor x = Tensor.of(new long[] {large});
    assertThat(x.gt(Tensor.of(new long[] {large - 1})).item()).isEqualTo(1);
    assertThat(Tensor.of(new byte[] {(byte) 200}).gt(-1).item()).isEqualTo(1);
    assertThat(Tensor.of(new int[] {1}).lt(1e10).item()).isEqualTo(1);
    Tensor scalar = Tensor.of(new long[] {1L << 32}).sum();
    assertThat(Tensor.of(new int[] {0}).eq(scalar).item()).isZero();
  }

  @Test
  void integerPowers() {
    assertThat(Tensor.of(new long[] {2, 3, -2}).pow(3).toLongArray()).containsExactly(8, 27, -8);
    assertThat(Tensor.of(new long[] {0}).pow(0).itemLong()).isEqualTo(1);
    assertThatThrownBy(() -> Tensor.of(new long[] {2}).pow(-1))
        .hasMessageContaining("integers to negative powers");
  }

  @Test
  void indicesOutOfRangeAreNamed() {
    Tensor x = Tensor.zeros(2, 3);
    assertThatThrownBy(() -> x.gather(1, Tensor.of(new long[] {3}, 1, 1)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("gather: index 3 is out of range for dimension 1 of [2, 3], use 0 to 2");
    assertThatThrownBy(() -> Tensor.of(new long[] {0, 3}).oneHot(3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("class numbers from 0 to 3 do not fit 3 classes");
  }

  @Test
  void scatterAddOfTruthValuesStaysATruthValue() {
    Tensor x = Tensor.of(new boolean[] {true, false});
    Tensor y = x.scatterAdd(0, Tensor.of(new long[] {0, 0}), x);
    assertThat(y.toByteArray()).containsExactly(1, 0);
  }

  @Test
  void castsTruncateAndKeepNanTrue() {
    assertThat(vector(-1.9, 1.9, 0.5).detach().to(DType.I32).toIntArray())
        .containsExactly(-1, 1, 0);
    assertThat(vector(Double.NaN, 0, -0.0, 0.1).detach().to(DType.BOOL).toByteArray())
        .containsExactly(1, 0, 0, 1);
    assertThat(Tensor.of(new int[] {-1}).to(DType.U8).item()).isEqualTo(255);
  }

  /// Above half of a unit in the last place of float32, 2³⁷ at 2⁶⁰; as a double it would be a tie.
  @Test
  void largeIntegersAreRoundedOnce() {
    Tensor x = Tensor.of(new long[] {(1L << 60) + (1L << 36) + 1});
    assertThat(x.to(DType.F32).item()).isEqualTo(0x1p60 + 0x1p37);
  }

  @Test
  void leakyReluAndWhereSplitTheGradient() {
    Tensor x = vector(-2, 0, 3);
    assertThat(slope(x.leakyRelu(0.1), x)).containsExactly(0.1, 0.1, 1);
  }

  @Test
  void logicalOperationsOnNumbersAskWhetherTheyAreZero() {
    Tensor a = Tensor.of(new int[] {0, 2, 0, 3});
    Tensor b = Tensor.of(new int[] {0, 0, 5, 4});
    assertThat(a.and(b).toByteArray()).containsExactly(0, 0, 0, 1);
    assertThat(a.or(b).toByteArray()).containsExactly(0, 1, 1, 1);
    assertThat(a.not().toByteArray()).containsExactly(1, 0, 1, 0);
    assertThat(vector(1, Double.NaN).isNaN().toByteArray()).containsExactly(0, 1);
  }

  /// erf at 0.1, 0.5, 1, 2.5, 3.5: Abramowitz & Stegun, table 7.1, and DLMF 7.23.
  @Test
  void errorFunctionToFullPrecision() {
    double[] values = Tensor.of(new double[] {0.1, 0.5, 1, 2.5, 3.5, -1}).erf().toDoubleArray();
    double[] expected = {
      0.1124629160182849,
      0.5204998778130465,
      0.8427007929497149,
      0.9995930479825550,
      0.9999992569016276,
      -0.8427007929497149
    };
    assertThat(values).containsExactly(expected, within(1e-15));
  }

  @Test
  void anOpOnTheWrongNumberOfOperandsSaysSo() {
    assertThatThrownBy(() -> new Fused.Softmax(0).shape(List.of()))
        .hasMessage("softmax: takes 1 operands, got 0");
  }
}
