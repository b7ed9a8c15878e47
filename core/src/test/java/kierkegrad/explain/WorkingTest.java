package kierkegrad.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import kierkegrad.data.Batch;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.MSELoss;
import kierkegrad.loss.NLLLoss;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.LogSoftmax;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.pool.MaxPool2d;
import kierkegrad.nn.transformer.MultiheadAttention;
import kierkegrad.nn.transformer.MultiheadOptions;
import kierkegrad.op.Unary;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The numbers of a working, computed again from its text, give its result.
class WorkingTest {
  private static final double EXACT = 1e-12;

  private static Tensor vector(double... values) {
    return Tensor.of(values, values.length);
  }

  private static Tensor matrix(double[]... rows) {
    return Tensor.of(rows);
  }

  private static Explanation of(BinaryOperator<Tensor> f, Tensor a, Tensor b) {
    SequencedMap<String, Tensor> in = new LinkedHashMap<>();
    in.put("a", a);
    in.put("b", b);
    return Explain.of(v -> weighted(f.apply(v.getOrDefault("a", a), v.getOrDefault("b", b))), in);
  }

  private static Explanation of(UnaryOperator<Tensor> f, Tensor x) {
    return Explain.of(v -> weighted(f.apply(v)), x);
  }

  /// Times 1, 2, 3, …, so that each entry gets another gradient.
  static Tensor weighted(Tensor y) {
    return y.mul(Tensor.arange(1, y.elements() + 1, 1).to(DType.F64).reshape(y.shape()));
  }

  /// Computes every working of every node again; gives how many had numbers.
  static int check(Explanation e) {
    int count = 0;
    for (Node node : e.nodes()) {
      NodeExplanation about = e.explain(node);
      for (int i = 0; node.op().isPresent() && i < node.shape().elements(); i++) {
        Working working = about.value(i);
        assertThat(working.result()).isEqualTo(node.value().toDoubleArray()[i]);
        checkReads(e, node, working);
        count += check(node, working);
      }
      for (int k = 0; k < node.operands().size(); k++) {
        if (node.operands().get(k).gradient().isPresent()) {
          double[] sent = node.operands().get(k).gradient().get().toDoubleArray();
          for (int i = 0; i < sent.length; i++) {
            Working working = about.gradient(k, i);
            assertThat(working.result()).isEqualTo(sent[i]);
            checkReads(e, node, working);
            count += check(node, working);
          }
        }
      }
    }
    return count;
  }

  /// The number of every entry that is read stands in the text.
  private static void checkReads(Explanation e, Node node, Working working) {
    String text =
        working.numbers(Style.EXACT)
            + working.given().stream().map(given -> given.numbers(Style.EXACT)).toList();
    for (Read read : working.reads()) {
      double[] source =
          switch (read.source()) {
            case OPERAND ->
                e.nodes().get(node.operands().get(read.operand()).node()).value().toDoubleArray();
            case VALUE -> node.value().toDoubleArray();
            default ->
                node.kind() == Kind.DUPLICATE
                    ? e.sent(node.uses().get(read.operand())).toDoubleArray()
                    : node.gradient().orElseThrow().toDoubleArray();
          };
      assertThat(text).contains(Style.EXACT.number(Math.abs(source[read.entry()])));
    }
  }

  @Test
  void aWorkingSaysWhatItReads() {
    Explanation e =
        step(
            new Linear(2, 3),
            new CrossEntropyLoss(),
            new Batch(vector(1, 2).reshape(1, 2), Tensor.of(new long[] {0})));
    String linear =
        e.nodes().stream()
            .filter(n -> n.opName().equals("linear"))
            .findFirst()
            .orElseThrow()
            .name();

    assertThat(e.node(linear).value(1).reads())
        .containsExactly(
            new Read(Read.Source.OPERAND, 0, 0),
            new Read(Read.Source.OPERAND, 1, 2),
            new Read(Read.Source.OPERAND, 0, 1),
            new Read(Read.Source.OPERAND, 1, 3),
            new Read(Read.Source.OPERAND, 2, 1));
    assertThat(e.node(linear).gradient(1, 3).reads())
        .containsExactly(new Read(Read.Source.GRADIENT, 0, 1), new Read(Read.Source.OPERAND, 0, 1));
    assertThat(e.node("loss.cross_entropy").gradient(0, 2).reads())
        .containsExactly(
            new Read(Read.Source.OPERAND, 0, 2),
            new Read(Read.Source.OPERAND, 0, 0),
            new Read(Read.Source.OPERAND, 0, 1),
            new Read(Read.Source.GRADIENT, 0, 0));
  }

  private static int check(Node node, Working working) {
    working.given().forEach(given -> check(node, given));
    String exact = working.numbers(Style.EXACT);
    if (exact.isEmpty()) {
      return 0;
    }
    String what = node.name() + ": " + working.text(Style.EXACT);
    double scale = Math.max(1, Math.abs(working.result()));
    assertThat(Calculator.of(exact)).as(what).isCloseTo(working.result(), within(EXACT * scale));
    if (!working.numbers().contains("…")) {
      assertThat(Calculator.of(working.numbers()))
          .as(working.toString())
          .isCloseTo(working.result(), within(5e-3 * scale));
    }
    return 1;
  }

  @ParameterizedTest
  @EnumSource(Unary.class)
  void everyFunctionOfOneNumberCanBeComputedAgain(Unary f) {
    double scale = Set.of(Unary.ASIN, Unary.ACOS, Unary.ATANH, Unary.ERFINV).contains(f) ? 0.3 : 1;
    double shift = f == Unary.ACOSH ? 1 : 0;
    Tensor points = vector(0.3, 1.2, 2.5).mul(scale).add(shift);
    Explanation e = of(x -> Tensor.apply(f, x), points);

    assertThat(check(e)).isEqualTo(3 + 3 + 3 + 3);
  }

  @Test
  void bothSidesOfAKinkCanBeComputedAgain() {
    Tensor x = vector(-1.5, 0, 2.5, 21);

    check(of(Tensor::relu, x));
    check(of(Tensor::abs, x));
    check(of(Tensor::softplus, x));
    check(of(v -> v.clamp(-1, 2.5), x));
  }

  @Test
  void functionsOfTwoOperandsBroadcast() {
    Tensor a = matrix(new double[] {0.5, 1.5, 2.5}, new double[] {3.5, 0.25, 1.25});
    Tensor b = vector(1.5, 1.5, 0.75);
    for (BinaryOperator<Tensor> f :
        List.<BinaryOperator<Tensor>>of(
            Tensor::add,
            Tensor::sub,
            Tensor::mul,
            Tensor::div,
            Tensor::pow,
            Tensor::maximum,
            Tensor::minimum,
            Tensor::atan2,
            Tensor::hypot,
            Tensor::logaddexp,
            Tensor::xlogy,
            Tensor::fmod,
            Tensor::remainder,
            Tensor::floorDivide)) {
      check(of(f, a, b));
      check(of(f, b, a));
    }
    Working sum = of(Tensor::mul, a, b).node("mul").gradient(1, 2);
    assertThat(sum.name()).isEqualTo("dC/db[2]");
    assertThat(sum.numbers()).isEqualTo("3·2.5 + 6·1.25");
    assertThat(sum.result()).isEqualTo(15);
  }

  @Test
  void reductionsCanBeComputedAgain() {
    Tensor x = matrix(new double[] {0.5, 2, -1}, new double[] {2, 0.25, 2});

    check(of(v -> v.sum(0), x));
    check(of(v -> v.mean(), x));
    check(of(v -> v.amax(1), x));
    check(of(v -> v.amin(), x));
    check(of(v -> v.prod(1, false), x));
    assertThat(of(v -> v.amax(), x).node("amax").gradient(0, 1).numbers()).isEqualTo("1/3");
  }

  @Test
  void productsOfMatricesCanBeComputedAgain() {
    Tensor a = Tensor.randn(Seed.of(1), 2, 3, 4).to(DType.F64);
    Tensor b = Tensor.randn(Seed.of(2), 4, 2).to(DType.F64);

    check(of(Tensor::matmul, a, b));
    check(of(Tensor::matmul, b.mT(), a.mT()));
    Explanation e =
        of(Tensor::matmul, matrix(new double[] {1, 2}), matrix(new double[] {3}, new double[] {4}));
    assertThat(e.node("matmul").value(0)).hasToString("Y[0,0] = Σₖ A[0,k]·B[k,0] = 1·3 + 2·4 = 11");
    assertThat(e.node("matmul").gradient(1, 1))
        .hasToString("dC/dB[1,0] = Σᵢ A[i,1]·dC/dY[i,0] = 2·1 = 2");
  }

  @Test
  void softmaxAndItsLogarithmCanBeComputedAgain() {
    Tensor x = matrix(new double[] {0.5, 2, -1}, new double[] {700, 701, 699.5});

    check(of(v -> v.softmax(1), x));
    check(of(v -> v.softmax(0), x));
    check(of(v -> v.logSoftmax(1), x));
    check(of(v -> v.logSoftmax(0), x.div(100)));
  }

  @Test
  void movedEntriesSayWhereTheyCameFrom() {
    Tensor a = matrix(new double[] {0.5, 2, -1}, new double[] {3, 4, 5});
    Tensor b = matrix(new double[] {7, 8, 9});

    Explanation concat = of((v, w) -> Tensor.concat(0, List.of(v, w)), a, b);
    assertThat(concat.node("concat").value(7)).hasToString("Y[2,1] = A₂[0,1] = 8");
    assertThat(concat.node("concat").value(7).reads())
        .containsExactly(new Read(Read.Source.OPERAND, 1, 1));
    check(concat);
    check(of(v -> v.mT(), a));
    check(of(v -> v.narrow(1, 1, 2).reshape(-1), a));
    check(of(v -> v.expand(2, 3), b));
    check(of(v -> v.flip(1), a));
    check(of(v -> v.pad(1, 1, 0, 1), a));
    check(of((v, w) -> Tensor.where(v.gt(2.5), v, w), a, b));
    Working taken = of(v -> v.narrow(1, 1, 2), a).node("slice").gradient(0, 0);
    assertThat(taken.symbols()).isEqualTo("0, because it was not taken");
    Working twice =
        of(v -> v.gather(0, Tensor.of(new long[] {1, 1, 0}, 3)), vector(5, 6))
            .node("gather")
            .gradient(0, 1);
    assertThat(twice).hasToString("dC/dA[1] = dC/dY[0] + dC/dY[1] = 1 + 2 = 3");
  }

  private static Explanation step(Layer model, kierkegrad.loss.Loss loss, Batch batch) {
    model.to(DType.F64);
    return Explain.step(model, loss, new SGD(model.parameters(), 0.1), batch);
  }

  @Test
  void lossesCanBeComputedAgain() {
    Tensor x = Tensor.randn(Seed.of(4), 3, 2).to(DType.F64);
    Tensor classes = Tensor.of(new long[] {2, 0, 1});

    check(step(new Linear(2, 3), new CrossEntropyLoss(), new Batch(x, classes)));
    check(
        step(
            new Sequential(new Linear(2, 3), new LogSoftmax(1)),
            new NLLLoss(),
            new Batch(x, classes)));
    check(step(new Linear(2, 2), new MSELoss(), new Batch(x, x.square())));
    check(
        step(
            new Linear(2, 3),
            new CrossEntropyLoss().withLabelSmoothing(0.1).withWeight(vector(1, 2, 3)),
            new Batch(x, classes)));
  }

  /// p = softmax(ln 0.1732, ln 0.4, ln 0.4268): −ln 0.1732 = 1.7533 and p − 1 = −0.8268.
  @Test
  void theLecturesLossIsWrittenAsInTheLecture() {
    Explanation e =
        Explain.of(
            x -> Tensor.apply(new kierkegrad.op.Fused.CrossEntropy(), x, Tensor.of(new long[] {0})),
            matrix(new double[] {Math.log(0.1732), Math.log(0.4), Math.log(0.4268)}));
    Working loss = e.node("cross_entropy").value(0);

    assertThat(loss.given().getFirst())
        .hasToString(
            "p[0,0] = eˣ / Σ eˣ = e^(−1.7533)/(e^(−1.7533) + e^(−0.9163) + e^(−0.8514)) = 0.1732");
    assertThat(loss).hasToString("y[0] = −ln p[0,0] = −ln(0.1732) = 1.7533");
    assertThat(e.node("cross_entropy").gradient(0, 0))
        .hasToString("dC/dx[0,0] = dC/dy[0] · (p[0,0] − 1) = 1·(0.1732 − 1) = −0.8268");
    assertThat(e.node("cross_entropy").gradient(0, 2))
        .hasToString("dC/dx[0,2] = dC/dy[0] · p[0,2] = 1·0.4268 = 0.4268");
  }

  @Test
  void aProbabilityThatIsTooSmallIsLeftInLogarithms() {
    Explanation e =
        Explain.of(
            x -> Tensor.apply(new kierkegrad.op.Fused.CrossEntropy(), x, Tensor.of(new long[] {0})),
            matrix(new double[] {-900, 3}));

    check(e);
    assertThat(e.node("cross_entropy").value(0).result()).isEqualTo(903);
  }

  /// What has no rule of its own goes through its Jacobian.
  @Test
  void everyOtherOperationHasTheRuleOfItsJacobian() {
    Batch images =
        new Batch(Tensor.randn(Seed.of(1), 2, 1, 4, 4).to(DType.F64), Tensor.of(new long[] {0, 2}));
    Layer net =
        new Sequential(new Conv2d(1, 2, 3), new MaxPool2d(2), new Flatten(), new Linear(2, 3));
    Explanation e = step(net, new CrossEntropyLoss(), images);

    check(e);
    assertThat(e.node("0").value(0).numbers(Style.EXACT)).contains("·");
    check(of(v -> v.gelu(false), vector(0.5, -1)));

    Tensor x = Tensor.randn(Seed.of(2), 1, 3, 4).to(DType.F64);
    Explanation attention =
        step(
            new MultiheadAttention(new MultiheadOptions(4, 2).withBatchFirst()),
            (y, _) -> y.square().sum(),
            new Batch(x, x));
    check(attention);
    assertThat(attention.node("self_attention").value(0).numbers()).isEmpty();
    assertThat(attention.node("self_attention").gradient(0, 0).numbers()).contains("·");
  }

  @Test
  void aDuplicateAddsUp() {
    Explanation e = Explain.of(x -> x.mul(x).add(x), vector(3));
    Working sum = e.node("x.duplicate").gradient(0, 0);

    check(e);
    assertThat(sum).hasToString("dC/dx[0] = dC/dy₁[0] + dC/dy₂[0] + dC/dy₃[0] = 3 + 3 + 1 = 7");
  }

  @Test
  void derivativesCanBeComputedAgain() {
    Explain.derivatives(Tensor::tanh, vector(0.7), 2).forEach(WorkingTest::check);
  }

  @Test
  void longSumsAreShortened() {
    Working sum = of(v -> v.sum(), Tensor.arange(1, 65, 1).to(DType.F64)).node("sum").value(0);

    assertThat(sum.numbers()).isEqualTo("1 + 2 + 3 + 4 + 5 + … (64 terms) + 64");
    assertThat(Calculator.of(sum.numbers(Style.EXACT))).isEqualTo(2080);
    assertThat(sum.reads()).hasSize(64);
  }

  @Test
  void whatThereIsNotIsAClearError() {
    Explanation e = Explain.of(x -> x.tanh(), vector(1, 2));

    assertThatThrownBy(() -> e.node("tanh").value(2))
        .hasMessage(
            "tanh: its value [2] has no entry 2; entries are counted row by row from 0 to 1");
    assertThatThrownBy(() -> e.node("x").value(0))
        .hasMessage("x is no operation but of the kind input");
    assertThatThrownBy(() -> e.node("x").jacobian(0))
        .hasMessageStartingWith("x has no Jacobian in its operand 0, because it is no operation");
  }
}
