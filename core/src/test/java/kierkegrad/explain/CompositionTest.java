package kierkegrad.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kierkegrad.data.Batch;
import kierkegrad.loss.BCEWithLogitsLoss;
import kierkegrad.loss.HuberLoss;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ELU;
import kierkegrad.nn.activation.Hardswish;
import kierkegrad.nn.activation.SiLU;
import kierkegrad.op.Bend;
import kierkegrad.op.Composed;
import kierkegrad.op.Curve;
import kierkegrad.op.Divergence;
import kierkegrad.op.Penalty;
import kierkegrad.optim.SGD;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Composed functions in numbers, forwards and backwards, on both sides of each bend and on it.
class CompositionTest {
  /// On, below and above −3, −1, −0.5, 0, 0.5, 1, 2, 3, 6.
  private static final Tensor POINTS =
      vector(-4, -3, -2, -1, -0.7, -0.5, -0.2, 0, 0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 3, 4.5, 6, 7);

  private static final Tensor SHARES = vector(0.05, 0.3, 0.5, 0.9, 0.999);
  private static final Tensor COUNTS = vector(0.4, 1, 3, 2.5, 7);
  private static final Tensor SIGNS = vector(1, -1, 1, -1, 1).reshape(5, 1);

  /// A function and operands, which broadcast.
  record Example(Composed f, List<Tensor> operands) {
    static Example of(Composed f, Tensor... operands) {
      return new Example(f, List.of(operands));
    }

    Explanation explain() {
      SequencedMap<String, Tensor> in = new LinkedHashMap<>();
      for (int k = 0; k < operands.size(); k++) {
        in.put("o" + k, operands.get(k));
      }
      return Explain.of(v -> WorkingTest.weighted(Tensor.apply(f, List.copyOf(v.values()))), in);
    }

    @Override
    public String toString() {
      return f.opName() + " " + f.attributes();
    }
  }

  private static Tensor vector(double... values) {
    return Tensor.of(values, values.length);
  }

  static List<Example> all() {
    Tensor targets = vector(-0.5, 0, 1).reshape(3, 1);
    Tensor weights = vector(0.5, 2, 1).reshape(3, 1);
    Tensor shares = vector(0.2, 1, 0.6).reshape(3, 1);
    Stream<Example> bends =
        Stream.of(
                new Bend.LeakyRelu(0.1),
                new Bend.Elu(1),
                new Bend.Elu(1.5),
                new Bend.Celu(0.5),
                new Bend.Hardtanh(-1, 2),
                new Bend.Hardtanh(0, 6),
                new Bend.Softplus(1, 20),
                new Bend.Softplus(2, 5),
                new Bend.Softshrink(0.5),
                new Bend.Hardshrink(0.5),
                new Bend.Threshold(1, 7))
            .map(f -> Example.of(f, POINTS));
    Stream<Example> ofMany =
        Stream.of(
            Example.of(new Bend.Prelu(), POINTS, vector(0.25)),
            Example.of(new Bend.Glu(), POINTS, targets),
            Example.of(Divergence.BINARY, SHARES, vector(0, 1, 0.2, 1, 0)),
            Example.of(Divergence.BINARY, SHARES, shares),
            Example.of(Divergence.LOGITS, POINTS, targets),
            Example.of(Divergence.WEIGHTED_LOGITS, POINTS, targets, weights),
            Example.of(Divergence.KL, POINTS, shares),
            Example.of(Divergence.KL_LOG, POINTS, targets),
            Example.of(Divergence.POISSON, POINTS, targets),
            Example.of(Divergence.STIRLING, COUNTS),
            Example.of(Divergence.GAUSSIAN, POINTS, targets, weights),
            Example.of(Divergence.SOFT_MARGIN, POINTS, SIGNS),
            Example.of(new Penalty.SmoothL1(1), POINTS, targets),
            Example.of(new Penalty.SmoothL1(0.5), POINTS, targets),
            Example.of(new Penalty.Huber(1), POINTS, targets),
            Example.of(new Penalty.Huber(0.5), POINTS, POINTS.flip(0)),
            Example.of(new Penalty.Poisson(0.5), COUNTS, SHARES),
            Example.of(new Penalty.HingeEmbedding(1), POINTS, SIGNS),
            Example.of(new Penalty.HingeEmbedding(2), POINTS, targets),
            Example.of(new Penalty.MarginRanking(0.5), POINTS, targets, vector(-1)),
            Example.of(new Composed.Gradient(Curve.SILU, 0), targets, POINTS),
            Example.of(new Composed.Gradient(new Bend.Elu(2), 0), POINTS, POINTS),
            Example.of(
                new Composed.Gradient(new Penalty.Huber(1), 1),
                targets,
                POINTS,
                SIGNS.narrow(0, 0, 1)));
    Stream<Example> curves = Stream.of(Curve.values()).map(f -> Example.of(f, POINTS));
    return Stream.of(curves, bends, ofMany).flatMap(x -> x).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void canBeComputedAgain(Example example) {
    Explanation e = example.explain();
    WorkingTest.check(e);

    NodeExplanation about = e.node(example.f().opName());
    for (int i = 0; i < about.node().shape().elements(); i++) {
      assertThat(about.value(i).numbers()).as("entry " + i).isNotEmpty();
    }
    for (int k = 0; k < example.operands().size(); k++) {
      for (int i = 0; i < example.operands().get(k).elements(); i++) {
        assertThat(about.gradient(k, i).numbers()).as("gradient " + i).isNotEmpty();
      }
    }
  }

  @Test
  void noneIsForgotten() {
    Set<Class<?>> seen = all().stream().map(x -> x.f().getClass()).collect(Collectors.toSet());

    assertThat(seen).contains(Bend.class.getPermittedSubclasses());
    assertThat(seen).contains(Penalty.class.getPermittedSubclasses());
    assertThat(all().stream().map(Example::f))
        .contains(Divergence.values())
        .contains(Curve.values());
  }

  @Test
  void theSecondDerivativeCanBeComputedAgain() {
    Explain.derivatives(Tensor::silu, vector(0.7), 2).forEach(WorkingTest::check);
    Explain.derivatives(x -> x.elu(1), vector(-0.7), 2).forEach(WorkingTest::check);
  }

  private static Explanation step(Layer activation, Loss loss, double target) {
    Linear last = new Linear(2, 1);
    Sequential net = new Sequential(activation, last);
    net.to(DType.F64);
    last.weight().set(Tensor.of(new double[] {1, 2}, 1, 2));
    last.bias().orElseThrow().set(vector(0));
    Tensor x = Tensor.of(new double[] {2, -0.5}, 1, 2);
    Batch batch = new Batch(x, Tensor.of(new double[] {target}, 1, 1));
    return Explain.step(net, loss, new SGD(net.parameters(), 0.1), batch);
  }

  /// σ(2) = 0.8808 and σ(−½) = 0.3775, so the score is 1.7616 − 2·0.1888 = 1.384, by 1.084 too
  /// large.
  @Test
  void stepsAreOneLineAndWhatIsNeededTwiceAnother() {
    Explanation e = step(new SiLU(), new HuberLoss(), 0.3);

    assertThat(e.node("0").toString())
        .isEqualTo(
            """
            0: silu [1, 2]                                                              SiLU

              x = input [1, 2]
                     2  −0.5

              value y = x · σ(x)
                  y[0,0] = 2·(1/(1 + e^(−2))) = 1.7616
                  y[0,1] = (−0.5)·(1/(1 + e^(−(−0.5)))) = −0.1888

              gradient dC/dy, from 1
                  1  2

              sends to input: dC/dx = dC/dy · (σ(x)(1 + x(1 − σ(x))))
                  s = 1/(1 + e^(−x)) = 1/(1 + e^(−2)) = 0.8808
                  dC/dx[0,0] = dC/dy·s·(x·(1 − s) + 1) = 1·0.8808·(2·(1 − 0.8808) + 1) =
                      1.0908
                  s = 1/(1 + e^(−x)) = 1/(1 + e^(−(−0.5))) = 0.3775
                  dC/dx[0,1] = dC/dy·s·(x·(1 − s) + 1) = 2·0.3775·((−0.5)·(1 − 0.3775) + 1)
                      = 0.5201
            """);
    assertThat(e.node("loss.huber_loss").toString())
        .isEqualTo(
            """
            loss.huber_loss: huber_loss (δ=1.0) [1, 1]                             HuberLoss

              x = 1 [1, 1]
                  1.3841

              t = target [1, 1]
                  0.3

              value y = ½d² if |d| ≤ δ else δ(|d| − ½δ) with d = x − t
                  y[0,0] = |x − t| − 0.5 (if |x − t| > 1) = |1.3841 − 0.3| − 0.5 = 0.5841

              gradient dC/dy, from loss.sum
                  1

              sends to 1: dC/dx = dC/dy · (d if |d| < δ else δ · sign d)
                  dC/dx[0,0] = dC/dy·sign(x − t) (if |x − t| > 1) = 1·sign(1.3841 − 0.3) = 1
            """);
  }

  @Test
  void onlyTheCaseThatHoldsIsWritten() {
    assertThat(step(new ELU(), new BCEWithLogitsLoss(), 1).toString())
        .contains(
            "y[0,0] = x (if x > 0) = 2",
            "y[0,1] = e^x − 1 (if x < 0) = e^(−0.5) − 1 = −0.3935",
            "dC/dx[0,0] = dC/dy (if x > 0) = −0.2292",
            "dC/dx[0,1] = dC/dy·e^x (if x < 0) = (−0.4583)·e^(−0.5) = −0.278",
            "y[0,0] = (1 − 1)·1.2131 + max(−1.2131, 0) + ln(1 + e^(−|1.2131|)) = 0.2603",
            "dC/dx[0,0] = 1·(1 − 1 − 1/(1 + e^1.2131)) = −0.2292");
    assertThat(step(new Hardswish(), new HuberLoss(), 1.2).toString())
        .contains(
            "y[0,0] = 2·(2 + 3)/6 = 1.6667",
            "s = |x − t| = |1.25 − 1.2| = 0.05",
            "y[0,0] = 0.5·s·s (if s < 1) = 0.5·0.05·0.05 = 0.00125",
            "dC/dx[0,0] = dC/dy·(x/3 + 0.5) (if x > −3, x < 3) = 0.05·(2/3 + 0.5)");
  }

  @Test
  void anEntryThatWasReadOftenGetsTheSumOfWhereItCounted() {
    Explanation e =
        Example.of(new Bend.Prelu(), vector(-2, 3, -1), Tensor.full(DType.F64, Shape.of(1), 0.25))
            .explain();

    assertThat(e.node("prelu").gradient(1, 0))
        .hasToString("dC/dw[0] = Σ dC/dy · (0 if x > 0 else x) = 1·(−2) + 3·(−1) = −5");
  }
}
