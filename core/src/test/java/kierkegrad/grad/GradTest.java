package kierkegrad.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import kierkegrad.op.CustomOp;
import kierkegrad.op.Formula;
import kierkegrad.op.Inputs;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradTest {
  private static Tensor number(double value) {
    return Tensor.full(DType.F64, Shape.SCALAR, value);
  }

  private static Tensor vector(double... values) {
    return Tensor.of(values);
  }

  /// The identity, counting how often each rule runs.
  private record Counting(AtomicInteger vjps, AtomicInteger jvps) implements CustomOp {
    Counting() {
      this(new AtomicInteger(), new AtomicInteger());
    }

    @Override
    public String opName() {
      return "counting";
    }

    @Override
    public Shape shape(List<Shape> in) {
      return in.getFirst();
    }

    @Override
    public Tensor forward(Inputs in) {
      return in.a();
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      vjps.incrementAndGet();
      return List.of(() -> g);
    }

    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      jvps.incrementAndGet();
      return tangents.getFirst();
    }

    @Override
    public Formula formula() {
      return Formula.of("y = x", "dC/dx = dC/dy");
    }
  }

  /// x² with a rule for vectors that the test chooses.
  private record Squared(UnaryOperator<Tensor> slope) implements CustomOp {
    @Override
    public String opName() {
      return "squared";
    }

    @Override
    public Shape shape(List<Shape> in) {
      return in.getFirst();
    }

    @Override
    public Tensor forward(Inputs in) {
      return in.a().square();
    }

    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      return List.of(() -> slope.apply(g.mul(in.a())));
    }

    @Override
    public Formula formula() {
      return Formula.of("y = x²", "dC/dx = dC/dy · 2x");
    }
  }

  @Test
  void aChainOfAHundredThousandOperations() {
    double factor = 1 + 1e-5;
    Tensor x = number(2).tracked();
    Tensor y = x;
    for (int i = 0; i < 100_000; i++) {
      y = y.mul(factor);
    }
    double expected = Math.pow(factor, 100_000);
    assertThat(y.backward().of(x).item()).isCloseTo(expected, within(1e-9));
    assertThat(Grad.of(y, x).getFirst().item()).isCloseTo(expected, within(1e-9));
  }

  @Test
  void aLadderOfSixtyDiamondsTakesOneStepPerRung() {
    Counting op = new Counting();
    Tensor x = number(1).tracked();
    Tensor y = x;
    for (int i = 0; i < 60; i++) {
      y = Tensor.apply(op, y).add(Tensor.apply(op, y));
    }
    assertThat(y.item()).isEqualTo(0x1p60);
    assertThat(y.backward().of(x).item()).isEqualTo(0x1p60);
    assertThat(op.vjps()).hasValue(120);
  }

  @Test
  void aTensorUsedTwiceByOneOperation() {
    Tensor x = number(3).tracked();
    assertThat(x.mul(x).backward().of(x).item()).isEqualTo(6);
    assertThat(x.add(x).backward().of(x).item()).isEqualTo(2);
    assertThat(x.sub(x).backward().of(x).item()).isZero();
  }

  @Test
  void intermediateResultsCanBeAskedFor() {
    Tensor x = number(3).tracked();
    Tensor h = x.square();
    Tensor y = h.mul(x);
    List<Tensor> gradients = Grad.of(y, h, x, y);
    // y = h·x = x³ at 3: ∂y/∂h = x, dy/dx = 3x², dy/dy = 1
    assertThat(gradients.stream().map(Tensor::item)).containsExactly(3.0, 27.0, 1.0);
  }

  @Test
  void aResultThatIsItselfALeaf() {
    Tensor x = number(5).tracked();
    assertThat(x.backward().of(x).item()).isEqualTo(1);
    assertThat(Grad.grad(p -> p, number(5)).item()).isEqualTo(1);
  }

  @Test
  void aTensorWithoutInfluenceHasZeroGradient() {
    Tensor x = vector(1, 2).tracked();
    Tensor other = vector(1, 2).tracked();
    assertThat(Grad.of(x.sum(), other).getFirst().toDoubleArray()).containsExactly(0, 0);
    assertThat(Grad.grad(p -> number(4), vector(1, 2)).toDoubleArray()).containsExactly(0, 0);
  }

  @Test
  void broadcastOperandsGetTheirSumBack() {
    Tensor row = vector(1, 2, 3).tracked();
    Tensor column = vector(10, 20).reshape(2, 1).tracked();
    Gradients g = row.mul(column).sum().backward();
    assertThat(g.of(row).toDoubleArray()).containsExactly(30, 30, 30);
    assertThat(g.of(column).shape()).isEqualTo(Shape.of(2, 1));
    assertThat(g.of(column).toDoubleArray()).containsExactly(6, 6);
  }

  /// With t = tanh x: 1 − t², then −2t(1 − t²), then −2 + 8t² − 6t⁴.
  @Test
  void threeDerivativesOfTanh() {
    Tensor x = number(0.7);
    double t = Math.tanh(0.7);
    UnaryOperator<Tensor> first = Grad.grad(Tensor::tanh);
    UnaryOperator<Tensor> second = Grad.grad(first);
    assertThat(first.apply(x).item()).isCloseTo(1 - t * t, within(1e-14));
    assertThat(second.apply(x).item()).isCloseTo(-2 * t * (1 - t * t), within(1e-14));
    assertThat(Grad.grad(second, x).item())
        .isCloseTo(-2 + 8 * t * t - 6 * t * t * t * t, within(1e-13));
  }

  /// d/dx of x · d/dy (x + y) is 1, not 2: Siskind and Pearlmutter's perturbation confusion.
  @Test
  void nestedDerivativesDoNotConfuseTheirVariables() {
    Tensor one = number(1);
    assertThat(Grad.grad(x -> x.mul(Grad.grad(y -> x.add(y), x)), one).item()).isEqualTo(1);
    assertThat(Grad.jvp(x -> x.mul(Grad.jvp(y -> x.add(y), x.detach(), one)), one, one).item())
        .isEqualTo(1);
  }

  @Test
  void jacobiansHaveOneRowPerOutput() {
    Tensor a = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Tensor w = vector(1, 1, 1);
    Tensor cost = Grad.jacobian(p -> p.square().sum().reshape(1), w);
    assertThat(cost.shape()).isEqualTo(Shape.of(1, 3));
    assertThat(cost.toDoubleArray()).containsExactly(2, 2, 2);
    Tensor layer = Grad.jacobian(a::matmul, w);
    assertThat(layer.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(layer.toDoubleArray()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(Grad.jacobian(p -> p.narrow(0, 0, 0), w).shape()).isEqualTo(Shape.of(0, 3));
  }

  /// Rosenbrock's (1 − x)² + 100(y − x²)²: [[2 − 400y + 1200x², −400x], [−400x, 200]].
  @Test
  void hessianOfRosenbrock() {
    UnaryOperator<Tensor> f =
        p -> {
          Tensor x = p.select(0, 0);
          Tensor y = p.select(0, 1);
          return x.neg().add(1).square().add(y.sub(x.square()).square().mul(100));
        };
    Tensor hessian = Grad.hessian(f, vector(-1.5, 2));
    assertThat(hessian.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(hessian.toDoubleArray())
        .containsExactly(new double[] {1902, 600, 600, 200}, within(1e-9));
  }

  @Test
  void valueAndGradientInOneGo() {
    Grad.ValueAndGrad both = Grad.valueAndGrad(x -> x.square().sum(), vector(1, 2));
    assertThat(both.value().item()).isEqualTo(5);
    assertThat(both.grad().toDoubleArray()).containsExactly(2, 4);
  }

  @Test
  void whatRunsWithoutTheTapeIsConstant() {
    Tensor x = number(3).tracked();
    Tensor constant = Grad.noGrad(x::square);
    assertThat(constant.isTracked()).isFalse();
    assertThat(constant.op()).isEmpty();
    assertThat(x.mul(constant).backward().of(x).item()).isEqualTo(9);
    assertThat(x.mul(x.detach()).backward().of(x).item()).isEqualTo(3);
    double inner = Grad.noGrad(() -> Grad.grad(Tensor::square, number(3))).item();
    assertThat(inner).isEqualTo(6);
  }

  @Test
  void aCustomOpUsesItsOwnRules() {
    Counting op = new Counting();
    Tensor t = vector(1, -1);
    Tensor tangent = Grad.jvp(x -> Tensor.apply(op, x).square(), vector(2, 3), t);
    assertThat(tangent.toDoubleArray()).containsExactly(4, -6);
    assertThat(op.jvps()).hasValue(1);
    assertThat(op.vjps()).hasValue(0);
  }

  @Test
  void aCustomOpWithoutTangentRuleIsTransposed() {
    Squared op = new Squared(g -> g.mul(2));
    Tensor tangent = Grad.jvp(x -> Tensor.apply(op, x), vector(2, 3), vector(1, -1));
    assertThat(tangent.toDoubleArray()).containsExactly(4, -6);
    GradCheck.checkSecondOrder(in -> Tensor.apply(op, in), vector(2, 3));
  }

  @Test
  void gradCheckNamesTheWorstElement() {
    Squared wrong = new Squared(g -> g.mul(vector(2, 2.5, 2.1)));
    assertThatThrownBy(() -> GradCheck.check(in -> Tensor.apply(wrong, in), vector(1, 1, 1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("gradient in input 0 [3], element 1: rule gives -0.322")
        .hasMessageContaining("central difference -0.257");
  }

  @Test
  void gradCheckRefusesSinglePrecisionAndSeesNan() {
    assertThatThrownBy(() -> GradCheck.check(in -> in.getFirst(), Tensor.ones(2)))
        .hasMessageContaining("float64");
    Squared broken = new Squared(g -> g.mul(Double.NaN));
    assertThatThrownBy(() -> GradCheck.check(in -> Tensor.apply(broken, in), vector(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void aRuleOfTheWrongShapeIsNamed() {
    Squared wrong = new Squared(g -> g.sum());
    Tensor x = vector(1, 2).tracked();
    Tensor y = Tensor.apply(wrong, x).sum();
    assertThatThrownBy(y::backward)
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("squared: vjp gives a gradient of shape [] for operand 0");
  }

  @Test
  void misuseIsNamed() {
    Tensor x = vector(1, 2).tracked();
    assertThatThrownBy(() -> x.square().backward())
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("backward: needs one number, got [2]");
    assertThatThrownBy(() -> vector(1).sum().backward())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing behind this number is tracked");
    assertThatThrownBy(() -> Grad.of(x.sum(), vector(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not tracked");
    assertThatThrownBy(() -> Grad.grad(Tensor::square, vector(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("not one number");
    assertThatThrownBy(() -> Grad.vjp(Tensor::square, vector(1, 2), vector(1)))
        .hasMessageContaining("the value is [2] but the vector is [1]");
    assertThatThrownBy(() -> Grad.jvp(Tensor::square, vector(1, 2), vector(1)))
        .hasMessageContaining("the point is [2] but the tangent is [1]");
    assertThatThrownBy(() -> Tensor.of(new int[] {1}).tracked())
        .hasMessageContaining("a gradient needs floating elements");
  }
}
