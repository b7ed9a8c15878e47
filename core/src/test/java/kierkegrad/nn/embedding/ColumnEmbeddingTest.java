package kierkegrad.nn.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kierkegrad.data.Batch;
import kierkegrad.explain.Explain;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.optim.Adam;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.CompiledStep;
import org.junit.jupiter.api.Test;

class ColumnEmbeddingTest {
  private static Embedding table(float[]... rows) {
    return new Embedding(new Parameter(Tensor.of(rows)), new EmbeddingOptions());
  }

  private static ColumnEmbedding two() {
    return new ColumnEmbedding(
        1,
        List.of(
            table(new float[] {0, 0}, new float[] {1, 2}, new float[] {3, 4}),
            table(new float[] {0}, new float[] {-5})));
  }

  @Test
  void looksUpItsColumns() {
    Tensor x = Tensor.of(new float[][] {{0.5f, 2, 1}, {-1, 0, 0}, {7, 1, 1}});
    ColumnEmbedding layer = two();
    Tensor y = layer.forward(x);
    assertThat(y.shape()).isEqualTo(Shape.of(3, 4));
    assertThat(y.toDoubleArray()).containsExactly(0.5, 3, 4, -5, -1, 0, 0, 0, 7, 1, 2, -5);
    // Each row of a table gets what its rows of the batch bring: row 1 of the second has two.
    Tensor weight = layer.tables().get(1).weight().value();
    assertThat(y.sum().backward().of(layer.tables().get(1).weight()).toDoubleArray())
        .containsExactly(1, 2);
    assertThat(weight.toDoubleArray()).containsExactly(0, -5);
    assertThat(layer.state().keySet()).containsExactly("tables.0.weight", "tables.1.weight");
    assertThat(layer).hasToString("ColumnEmbedding(1 plain, 3 × 2, 2 × 1)");
  }

  @Test
  void startsSmallWithStrangersAtZero() {
    ColumnEmbedding layer =
        Seed.use(
            Seed.of(3), () -> ColumnEmbedding.of(0, List.of(new ColumnEmbedding.Size(400, 10))));
    Tensor start = layer.tables().getFirst().weight().value();
    assertThat(start.get(0).abs().sum().item()).isZero();
    assertThat(start.square().mean().item()).isCloseTo(1e-4, within(1e-5));
    assertThat(layer.forward(Tensor.of(new float[][] {{0}, {3}})).shape())
        .isEqualTo(Shape.of(2, 10));
  }

  private static Sequential network() {
    return Seed.use(
        Seed.of(5),
        () ->
            new Sequential(
                ColumnEmbedding.of(
                    2, List.of(new ColumnEmbedding.Size(5, 3), new ColumnEmbedding.Size(4, 2))),
                new Linear(7, 6),
                new Tanh(),
                new Linear(6, 1)));
  }

  /// The compiled step is the eager one bit for bit, and both learn a function of the categories.
  @Test
  void learnsEagerlyAndCompiled() {
    float[][] rows = new float[40][];
    float[] targets = new float[40];
    IntStream.range(0, 40)
        .forEach(i -> {
          rows[i] = new float[] {(i % 7 - 3) / 2f, (i % 3 - 1), i % 5, i % 4};
          targets[i] = (i % 5 == 2 ? 1 : -0.5f) + (i % 4 == 1 ? 1 : 0);
        });
    Tensor x = Tensor.of(rows);
    Tensor y = Tensor.of(targets, 40, 1);
    Sequential eager = network();
    Sequential compiled = network();
    Adam adam = new Adam(eager.parameters(), 0.05);
    CompiledStep step =
        new CompiledStep(compiled, new MSELoss(), new Adam(compiled.parameters(), 0.05));
    Supplier<Tensor> loss = () -> new MSELoss().of(eager.forward(x), y);
    for (int i = 0; i < 120; i++) {
      Tensor before = loss.get();
      adam.step(before.backward());
      assertThat(step.run(x, y)).isEqualTo(before.item());
    }
    assertThat(loss.get().item()).isLessThan(1e-3);
  }

  @Test
  void canBeExplained() {
    Tensor x = Tensor.of(new float[][] {{0.5f, -1, 2, 1}});
    Sequential network = network();
    String text =
        Explain.step(
                network,
                new MSELoss(),
                new SGD(network.parameters(), 0.1),
                new Batch(x, Tensor.zeros(1, 1)))
            .toString();
    assertThat(text).contains("0.tables.1.weight");
  }

  @Test
  void namesWhatDoesNotFit() {
    assertThatThrownBy(() -> two().forward(Tensor.zeros(2, 4)))
        .hasMessage(
            "column_embedding: expects [n, 3] (1 plain columns, then 2 of row numbers), got [2, 4]");
    assertThatThrownBy(() -> new ColumnEmbedding(3, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
