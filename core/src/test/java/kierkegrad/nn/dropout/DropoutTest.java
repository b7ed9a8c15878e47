package kierkegrad.nn.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.grad.Grad;
import kierkegrad.graph.Graph;
import kierkegrad.graph.Program;
import kierkegrad.nn.Sequential;
import kierkegrad.random.Sampling;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final int COUNT = 100_000;

  @Test
  void dropsAShareAndScalesTheRest() {
    Dropout dropout = new Dropout(0.2, Seed.of(7));
    Tensor x = Tensor.ones(COUNT).tracked();
    Tensor y = dropout.forward(x);

    float[] values = y.toFloatArray();
    int dropped = 0;
    for (float value : values) {
      assertThat(value).isIn(0f, 1.25f); // 1 / (1 − 0.2)
      dropped += value == 0 ? 1 : 0;
    }
    // Five standard deviations of a binomial: 5 · √(0.2 · 0.8 / n) = 0.0063.
    assertThat(dropped / (double) COUNT).isCloseTo(0.2, within(0.0063));
    // The gradient goes where the value went.
    assertThat(y.sum().backward().of(x).toFloatArray()).containsExactly(values);
  }

  @Test
  void doesNothingInEvaluation() {
    Sequential model = new Sequential(new Dropout(0.9));
    Tensor x = Tensor.ones(8);
    model.eval();
    assertThat(model.forward(x)).isSameAs(x);
    model.train();
    assertThat(model.forward(x)).isNotSameAs(x);
  }

  @Test
  void doesNothingForZeroAndAllForOne() {
    Tensor x = Tensor.of(new double[] {1, -2, 3});

    assertThat(new Dropout(0).forward(x)).isSameAs(x);
    assertThat(new Dropout(1).forward(x).abs().toDoubleArray()).containsExactly(0, 0, 0);
    assertThat(Grad.grad(t -> new Dropout(1).forward(t).sum(), x).toDoubleArray())
        .containsExactly(0, 0, 0);
  }

  @Test
  void drawsFromTheCurrentGeneratorAtEveryCall() {
    Dropout dropout = new Dropout();
    Tensor x = Tensor.ones(64);
    Tensor first = Seed.use(Seed.of(1), () -> dropout.forward(x));
    Tensor again = Seed.use(Seed.of(1), () -> dropout.forward(x));
    Tensor both =
        Seed.use(
            Seed.of(1),
            () -> Tensor.stack(0, java.util.List.of(dropout.forward(x), dropout.forward(x))));

    assertThat(first.sameBits(again)).isTrue();
    assertThat(both.get(0).sameBits(first)).isTrue();
    assertThat(both.get(1).sameBits(first)).isFalse();
  }

  /// As before dropout was an operation: a Bernoulli draw, divided by what is kept.
  @Test
  void drawsOneNumberPerElementInOrder() {
    Tensor x = Tensor.randn(Seed.of(3), 5, 7);
    Tensor kept = Sampling.bernoulli(Seed.of(9), DType.F32, x.shape(), 1 - 0.3);
    assertThat(new Dropout(0.3, Seed.of(9)).forward(x).sameBits(x.mul(kept.div(1 - 0.3)))).isTrue();
  }

  @Test
  void aRecordedProgramDrawsAnewAtEachRun() {
    Dropout dropout = new Dropout();
    Tensor x = Tensor.ones(64);
    Program program = Program.of(Graph.of(in -> dropout.forward(in.getFirst()), Graph.input(64)));
    Seed.use(
        Seed.of(4),
        () -> {
          program.run(x);
          float[] first = program.output(0).toFloatArray();
          program.run(x);
          float[] second = program.output(0).toFloatArray();
          Dropout eager = new Dropout(0.5, Seed.of(4));
          assertThat(first).containsExactly(eager.forward(x).toFloatArray());
          assertThat(second).containsExactly(eager.forward(x).toFloatArray());
          return x;
        });
  }

  @Test
  void refusesWhatIsNoProbability() {
    for (double p : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new Dropout(p))
          .hasMessage("dropout: p = " + p + " is no probability; use 0 to 1");
    }
  }
}
