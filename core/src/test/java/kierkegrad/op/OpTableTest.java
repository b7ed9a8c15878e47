package kierkegrad.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kierkegrad.grad.Grad;
import kierkegrad.grad.GradCheck;
import kierkegrad.graph.Graph;
import kierkegrad.random.Philox;
import kierkegrad.random.Sampling;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What must hold of every op, driven by the table of [Samples].
class OpTableTest {
  static Stream<Row> rows() {
    return Samples.all().stream();
  }

  static Stream<Row> differentiableRows() {
    return rows().filter(row -> row.call(row.inputs()).dtype() == DType.F64);
  }

  @Test
  void everyOpHasARow() {
    Set<Object> sampled = new HashSet<>();
    rows().forEach(row -> sampled.add(kind(row.op())));
    assertThat(sampled).containsAll(kinds(Op.class));
  }

  /// What a row stands for: a constant of an enumeration, a kind of reduction, or a record.
  private static Object kind(Op op) {
    return switch (op) {
      case Enum<?> constant -> constant;
      case Reduce reduce -> reduce.kind();
      case Scan scan -> scan.kind();
      case CustomOp _ -> CustomOp.class;
      default -> op.getClass();
    };
  }

  private static List<Object> kinds(Class<?> type) {
    if (type.isSealed()) {
      return Arrays.stream(type.getPermittedSubclasses())
          .flatMap(part -> kinds(part).stream())
          .toList();
    }
    if (type == Reduce.class) {
      return List.of((Object[]) Reduce.Kind.values());
    }
    if (type == Scan.class) {
      return List.of((Object[]) Scan.Kind.values());
    }
    return type.isEnum() ? List.of(type.getEnumConstants()) : List.of(type);
  }

  @ParameterizedTest
  @MethodSource("differentiableRows")
  void gradientAgreesWithCentralDifferencesToSecondOrder(Row row) {
    GradCheck.checkSecondOrder(
        points -> row.call(filled(row.inputs(), points)),
        floating(row.inputs()).toArray(Tensor[]::new));
  }

  /// ⟨g, J·t⟩ = ⟨Jᵀ·g, t⟩ for any g and t.
  @ParameterizedTest
  @MethodSource("differentiableRows")
  void forwardAndReverseAreAdjoint(Row row) {
    long seed = 11;
    Philox random = new Philox(seed);
    List<Tensor> points = floating(row.inputs());
    for (int i = 0; i < points.size(); i++) {
      int wrt = i;
      Tensor x = points.get(i);
      UnaryOperator<Tensor> f =
          p -> {
            List<Tensor> moved = new ArrayList<>(points);
            moved.set(wrt, p);
            return row.call(filled(row.inputs(), moved));
          };
      Tensor t = Sampling.normal(random, DType.F64, x.shape(), 0, 1);
      Tensor g = Sampling.normal(random, DType.F64, f.apply(x).shape(), 0, 1);
      double forward = g.mul(Grad.jvp(f, x, t)).sum().item();
      double reverse = Grad.vjp(f, x, g).mul(t).sum().item();
      assertThat(forward)
          .as("seed %d, operand %d", seed, i)
          .isCloseTo(reverse, within(1e-9 * (1 + Math.abs(reverse))));
    }
  }

  static Stream<Arguments> failures() {
    return rows()
        .flatMap(row ->
            row.failures().stream()
                .map(failure -> argumentSet(row + ": " + failure.message(), failure)));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void operandsThatDoNotFitAreNamed(Row.Failure failure) {
    assertThatThrownBy(() -> Row.call(failure.op(), failure.inputs()))
        .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class)
        .hasMessageContaining(failure.message());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void scatteredOperandsGiveTheSameAsContiguousOnes(Row row) {
    List<UnaryOperator<Tensor>> arrangements =
        List.of(
            OpTableTest::permuted,
            OpTableTest::sliced,
            OpTableTest::flipped,
            OpTableTest::expanded);
    for (UnaryOperator<Tensor> arrangement : arrangements) {
      List<Tensor> scattered = row.inputs().stream().map(arrangement).toList();
      List<Tensor> contiguous = scattered.stream().map(Tensor::copy).toList();
      Tensor y = row.call(scattered);
      assertThat(y.sameBits(row.call(contiguous))).as("scattered %s", scattered).isTrue();
      if (row.op() instanceof Kernel) {
        assertThat(y.storage().size()).as("fresh storage").isEqualTo(y.elements());
      }
    }
  }

  private static Tensor permuted(Tensor x) {
    int[] backwards = IntStream.range(0, x.rank()).map(i -> x.rank() - 1 - i).toArray();
    return x.permute(backwards).copy().permute(backwards);
  }

  private static Tensor sliced(Tensor x) {
    Tensor wide = Tensor.apply(new Pad(x.rank() - 1, 1, 2, 1, 7), x);
    return x.size(-1) == 0 ? x : Tensor.apply(new View.Slice(x.rank() - 1, 1, x.size(-1), 2), wide);
  }

  /// Row by row from the start of a storage that goes on behind it.
  private static Tensor cutShort(Tensor x) {
    return Tensor.apply(new Pad(0, 0, 2, 0, 7), x).narrow(0, 0, x.size(0));
  }

  private static Tensor flipped(Tensor x) {
    return x.flip().copy().flip();
  }

  private static Tensor expanded(Tensor x) {
    return x.size(0) == 0 ? x : x.narrow(0, 0, 1).expand(x.shape());
  }

  static Stream<Row> emptyRows() {
    return rows().filter(row -> !row.empty().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("emptyRows")
  void operandsWithoutElementsAreNoError(Row row) {
    List<Tensor> operands = tracked(row.empty());
    Tensor y = row.call(operands);
    assertThat(y.shape()).isEqualTo(row.op().shape(shapes(operands)));
    assertThat(y.toDoubleArray()).hasSize(y.elements());
    if (y.isTracked()) {
      Tensor[] points = floating(operands).toArray(Tensor[]::new);
      List<Tensor> gradients = Grad.of(y.sum(), points);
      for (int i = 0; i < points.length; i++) {
        assertThat(gradients.get(i).shape()).isEqualTo(points[i].shape());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void float32AgreesWithFloat64(Row row) {
    List<Tensor> narrow =
        row.inputs().stream().map(x -> x.dtype() == DType.F64 ? x.to(DType.F32) : x).toList();
    List<Tensor> wide =
        narrow.stream().map(x -> x.dtype() == DType.F32 ? x.to(DType.F64) : x).toList();
    double[] ours = row.call(narrow).toDoubleArray();
    double[] exact = row.call(wide).toDoubleArray();
    for (int i = 0; i < exact.length; i++) {
      assertThat(ours[i]).isCloseTo(exact[i], within(1e-6 * (1 + Math.abs(exact[i]))));
    }
  }

  static Stream<Arguments> specials() {
    return rows()
        .flatMap(
            row -> row.specials().stream().map(s -> argumentSet(row + " " + s.inputs(), row, s)));
  }

  @ParameterizedTest
  @MethodSource("specials")
  void nanAndInfinitiesAreThoseOfPyTorch(Row row, Row.Special special) {
    List<Tensor> operands = tracked(special.inputs());
    Tensor y = row.call(operands);
    assertThat(plain(y)).as("values").isEqualTo(plain(special.values()));
    if (special.gradient().length > 0) {
      Tensor gradient = Grad.of(y.sum(), operands.getFirst()).getFirst();
      assertThat(plain(gradient)).as("gradient").isEqualTo(plain(special.gradient()));
    }
  }

  @ParameterizedTest
  @MethodSource("specials")
  void nanAndInfinitiesAreTheSameInFloat32(Row row, Row.Special special) {
    List<Tensor> narrow =
        special.inputs().stream().map(x -> x.dtype() == DType.F64 ? x.to(DType.F32) : x).toList();
    List<Double> values = plain(row.call(narrow));
    List<Double> rounded =
        plain(special.values()).stream().map(v -> (double) v.floatValue()).toList();
    assertThat(values).isEqualTo(rounded);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void tracedIsTheSameAsEager(Row row) {
    Graph graph = Graph.of(row::call, row.inputs().toArray(Tensor[]::new));
    Tensor traced = graph.run(row.inputs().toArray(Tensor[]::new)).getFirst();
    Tensor eager = row.call(row.inputs());
    Tensor symbolic = graph.outputs().getFirst();
    assertThat(traced.sameBits(eager)).as("traced %s, eager %s", traced, eager).isTrue();
    assertThat(symbolic.shape()).isEqualTo(eager.shape());
    assertThat(symbolic.dtype()).isEqualTo(eager.dtype());
  }

  @ParameterizedTest
  @MethodSource("differentiableRows")
  void tracedGradientIsTheSameAsEager(Row row) {
    Function<List<Tensor>, Tensor> sum = in -> row.call(in).mul(row.call(in)).sum();
    Tensor[] inputs = row.inputs().toArray(Tensor[]::new);
    List<Tensor> traced = Graph.of(sum, inputs).gradient().run(inputs);
    List<Tensor> points = tracked(row.inputs());
    List<Tensor> eager = Grad.of(sum.apply(points), floating(points).toArray(Tensor[]::new));
    for (int i = 0; i < eager.size(); i++) {
      assertThat(traced.get(i).sameBits(eager.get(i))).as("operand %d", i).isTrue();
    }
  }

  static Stream<Row> fusedRows() {
    return rows().filter(row -> row.op() instanceof Fused);
  }

  @ParameterizedTest
  @MethodSource("fusedRows")
  void fusedAgreesWithItsDecomposition(Row row) {
    Fused op = (Fused) row.op();
    List<Tensor> operands = tracked(row.inputs());
    Tensor[] points = floating(operands).toArray(Tensor[]::new);
    Tensor fused = row.call(operands);
    Tensor composed = op.decompose(new Inputs(operands));
    assertThat(fused.toDoubleArray()).containsExactly(composed.toDoubleArray(), within(1e-12));
    double[] gradient = Grad.of(fused.square().sum(), points).getFirst().toDoubleArray();
    double[] expected = Grad.of(composed.square().sum(), points).getFirst().toDoubleArray();
    assertThat(gradient).containsExactly(expected, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theFormulaHasARulePerDifferentiableOperand(Row row) {
    Formula formula = row.op().formula();
    boolean differentiable = row.call(tracked(row.inputs())).isTracked();
    assertThat(formula.forward()).contains("=");
    assertThat(formula.gradients().isEmpty()).isEqualTo(!differentiable);
  }

  static Stream<Row> composedRows() {
    return rows().filter(row -> row.op() instanceof Composed);
  }

  @ParameterizedTest
  @MethodSource("composedRows")
  void composedIsItsComposition(Row row) {
    Composed op = (Composed) row.op();
    assertThat(row.call(row.inputs()).sameBits(op.compose(new Inputs(row.inputs())))).isTrue();
  }

  private static List<Tensor> floating(List<Tensor> tensors) {
    return tensors.stream().filter(x -> x.dtype() == DType.F64).toList();
  }

  private static List<Tensor> tracked(List<Tensor> tensors) {
    return tensors.stream().map(x -> x.dtype() == DType.F64 ? x.tracked() : x).toList();
  }

  private static List<Shape> shapes(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::shape).toList();
  }

  /// The operands with their floating ones replaced, in order.
  private static List<Tensor> filled(List<Tensor> operands, List<Tensor> points) {
    List<Tensor> result = new ArrayList<>();
    int next = 0;
    for (Tensor operand : operands) {
      result.add(operand.dtype() == DType.F64 ? points.get(next++) : operand);
    }
    return result;
  }

  /// Numbers in which −0 is 0.
  private static List<Double> plain(Tensor x) {
    return plain(x.toDoubleArray());
  }

  private static List<Double> plain(double[] values) {
    return Arrays.stream(values).map(v -> v + 0.0).boxed().toList();
  }
}
