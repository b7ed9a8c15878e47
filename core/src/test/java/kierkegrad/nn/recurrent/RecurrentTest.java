package kierkegrad.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.CompiledStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrentTest {
  private static final RecurrentOptions BOTH_WAYS =
      new RecurrentOptions(3, 4).withLayers(2).withBidirectional();

  private static Tensor random(long seed, int... shape) {
    return Tensor.randn(Seed.of(seed), shape);
  }

  private static Layer layer(String kind, RecurrentOptions options) {
    Supplier<Layer> make =
        () ->
            switch (kind) {
              case "rnn" -> new RNN(options);
              case "relu" -> new RNN(options, "relu");
              case "lstm" -> new LSTM(options);
              default -> new GRU(options);
            };
    return Seed.use(Seed.of(3), make);
  }

  private static void fill(Layer layer, double value) {
    layer
        .parameters()
        .forEach(p -> p.set(Tensor.full(p.value().dtype(), p.value().shape(), value)));
  }

  /// All weights and biases 1, x = h = c = 1: each gate adds up to 4.
  @Test
  void cellsAreTheirFormulas() {
    Tensor one = Tensor.ones(1, 1);
    double gate = 1 / (1 + Math.exp(-4));
    RNNCell rnn = new RNNCell(1, 1);
    RNNCell relu = new RNNCell(1, 1, true, "relu");
    LSTMCell lstm = new LSTMCell(1, 1);
    GRUCell gru = new GRUCell(1, 1);
    List.of(rnn, relu, lstm, gru).forEach(cell -> fill(cell, 1));

    assertThat(rnn.forward(one, one).item()).isCloseTo(Math.tanh(4), within(1e-6));
    assertThat(relu.forward(one, one).item()).isEqualTo(4);
    LSTMState state = lstm.forward(one, new LSTMState(one, one));
    double c = gate + gate * Math.tanh(4);
    assertThat(state.cell().item()).isCloseTo(c, within(1e-6));
    assertThat(state.hidden().item()).isCloseTo(gate * Math.tanh(c), within(1e-6));
    double fresh = Math.tanh(2 + gate * 2);
    assertThat(gru.forward(one, one).item()).isCloseTo((1 - gate) * fresh + gate, within(1e-6));
    assertThat(lstm.forward(Tensor.ones(1)).shape()).isEqualTo(Shape.of(1));
    assertThat(gru.forward(one).item())
        .isCloseTo(
            (1 - 1 / (1 + Math.exp(-3))) * Math.tanh(2 + 1 / (1 + Math.exp(-3))), within(1e-6));
  }

  @Test
  void layerIsItsCellStepByStep() {
    LSTM lstm = Seed.use(Seed.of(1), () -> new LSTM(3, 4));
    LSTMCell cell = new LSTMCell(lstm.weights().getFirst());
    Tensor x = random(2, 5, 2, 3);
    LSTM.Result all = lstm.run(x);
    LSTMState state = new LSTMState(Tensor.zeros(2, 4), Tensor.zeros(2, 4));
    for (int t = 0; t < 5; t++) {
      state = cell.forward(x.get(t), state);
      assertThat(all.output().get(t).sub(state.hidden()).abs().max().item()).isLessThan(1e-6);
    }
    assertThat(all.state().cell().get(0).sub(state.cell()).abs().max().item()).isLessThan(1e-6);
    Tensor continued = lstm.run(x.slice(0, 2, 5), lstm.run(x.slice(0, 0, 2)).state()).output();
    assertThat(continued.sub(all.output().slice(0, 2, 5)).abs().max().item()).isLessThan(1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "relu", "lstm", "gru"})
  void batchFirstAndSingleSequencesAreTheSame(String kind) {
    Tensor x = random(2, 5, 2, 3);
    Tensor y = layer(kind, BOTH_WAYS).forward(x);
    Layer batchFirst = layer(kind, BOTH_WAYS.withBatchFirst());

    assertThat(y.shape()).isEqualTo(Shape.of(5, 2, 8));
    assertThat(batchFirst.forward(x.transpose(0, 1)).transpose(0, 1).sub(y).abs().max().item())
        .isLessThan(1e-6);
    assertThat(batchFirst.forward(x.select(1, 1)).sub(y.select(1, 1)).abs().max().item())
        .isLessThan(1e-6);
  }

  /// Each sequence of a padded batch gives what it gives alone, whatever stands behind its end.
  @Test
  void lengthsEndSequences() {
    LSTM lstm = (LSTM) layer("lstm", BOTH_WAYS.withProjection(2));
    GRU gru = (GRU) layer("gru", BOTH_WAYS);
    Tensor x = random(2, 5, 3, 3);
    long[] lengths = {3, 5, 1};
    Optional<Tensor> given = Optional.of(Tensor.of(lengths));
    LSTM.Result padded = lstm.run(x, Optional.empty(), given);
    RecurrentResult other = gru.run(x, Optional.empty(), given);
    for (int i = 0; i < 3; i++) {
      Tensor alone = x.select(1, i).slice(0, 0, (int) lengths[i]);
      LSTM.Result one = lstm.run(alone);
      Tensor shown = padded.output().select(1, i);
      assertThat(shown.slice(0, 0, (int) lengths[i]).sub(one.output()).abs().max().item())
          .isLessThan(1e-6);
      assertThat(shown.slice(0, (int) lengths[i], 5).abs().sum().item()).isZero();
      assertThat(padded.state().cell().select(1, i).sub(one.state().cell()).abs().max().item())
          .isLessThan(1e-6);
      assertThat(other.hidden().select(1, i).sub(gru.run(alone).hidden()).abs().max().item())
          .isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "relu", "lstm", "gru"})
  void learnsEagerlyAndCompiled(String kind) {
    Tensor x = random(4, 6, 3, 3);
    Tensor target = random(5, 6, 3, 8).mul(0.3);
    Layer one = layer(kind, BOTH_WAYS);
    Layer other = layer(kind, BOTH_WAYS);
    SGD optimizer = new SGD(one.parameters(), new SGD.Options(0.5));
    CompiledStep step =
        new CompiledStep(other, new MSELoss(), new SGD(other.parameters(), new SGD.Options(0.5)));
    double first = 0;
    double last = 0;
    for (int i = 0; i < 15; i++) {
      Tensor loss = new MSELoss().of(one.forward(x), target);
      optimizer.step(loss.backward());
      last = loss.item();
      first = i == 0 ? last : first;
      assertThat(step.run(x, target)).as("step %d", i).isEqualTo(last);
    }
    assertThat(last).isLessThan(first);
  }

  @Test
  void dropoutIsBetweenLayersAndOnlyInTraining() {
    RecurrentOptions options = new RecurrentOptions(3, 4).withLayers(2).withDropout(0.9);
    Layer dropping = layer("gru", options);
    Layer plain = layer("gru", new RecurrentOptions(3, 4).withLayers(2));
    Tensor x = random(2, 5, 2, 3);

    assertThat(dropping.forward(x).sameBits(plain.forward(x))).isFalse();
    dropping.eval();
    assertThat(dropping.forward(x).sameBits(plain.forward(x))).isTrue();
  }

  @Test
  void hasTheStateOfPyTorchAndItsStart() {
    LSTM lstm = new LSTM(new RecurrentOptions(3, 4).withBidirectional().withProjection(2));
    assertThat(lstm.state().keySet())
        .containsExactly(
            "weight_ih_l0",
            "weight_hh_l0",
            "bias_ih_l0",
            "bias_hh_l0",
            "weight_hr_l0",
            "weight_ih_l0_reverse",
            "weight_hh_l0_reverse",
            "bias_ih_l0_reverse",
            "bias_hh_l0_reverse",
            "weight_hr_l0_reverse");
    assertThat(new GRU(new RecurrentOptions(3, 4).withLayers(2).withoutBias()).state().keySet())
        .containsExactly("weight_ih_l0", "weight_hh_l0", "weight_ih_l1", "weight_hh_l1");
    assertThat(new LSTMCell(3, 4).state().keySet())
        .containsExactly("weight_ih", "weight_hh", "bias_ih", "bias_hh");
    GRU wide = new GRU(10, 25);
    for (Parameter p : wide.parameters()) {
      assertThat(p.value().abs().max().item()).isBetween(0.15, 0.2);
    }
    wide.to(DType.F64);
    assertThat(wide.forward(random(1, 2, 3, 10).to(DType.F64)).dtype()).isEqualTo(DType.F64);
  }

  @Test
  void printsAsPyTorch() {
    assertThat(new RNN(3, 4)).hasToString("RNN(3, 4)");
    assertThat(new RNN(new RecurrentOptions(3, 4), "relu"))
        .hasToString("RNN(3, 4, nonlinearity=relu)");
    assertThat(
            new LSTM(BOTH_WAYS.withProjection(2).withoutBias().withBatchFirst().withDropout(0.1)))
        .hasToString(
            "LSTM(3, 4, proj_size=2, num_layers=2, bias=false, batch_first=true, dropout=0.1, bidirectional=true)");
    assertThat(new GRUCell(3, 4, false)).hasToString("GRUCell(3, 4, bias=false)");
    assertThat(new LSTMCell(3, 4)).hasToString("LSTMCell(3, 4)");
    assertThat(new RNNCell(3, 4, true, "relu")).hasToString("RNNCell(3, 4, nonlinearity=relu)");
    assertThat(new GRU(3, 4)).hasToString("GRU(3, 4)");
  }

  @Test
  void namesWhatDoesNotFit() {
    LSTM lstm = new LSTM(3, 4);
    assertThatThrownBy(() -> lstm.forward(Tensor.ones(5, 2, 4)))
        .hasMessage("lstm: expects [t, n, 3] or [t, 3], got [5, 2, 4]");
    assertThatThrownBy(() -> lstm.forward(Tensor.ones(0, 2, 3)))
        .hasMessage("lstm: a sequence without steps, [0, 2, 3]; give at least one");
    assertThatThrownBy(() -> new GRU(3, 4).run(Tensor.ones(5, 2, 3), Tensor.ones(1, 3, 4)))
        .hasMessage("gru: expects initial states [[1, 2, 4]], got [[1, 3, 4]]");
    assertThatThrownBy(() -> run(lstm, 5, 6)).hasMessageContaining("lengths from 5 to 6; use 1 to");
    assertThatThrownBy(() -> run(lstm, 5)).hasMessageContaining("one length per sequence, [2]");
    assertThatThrownBy(() ->
            lstm.run(Tensor.ones(5, 3), Optional.empty(), Optional.of(Tensor.of(new long[] {5}))))
        .hasMessage("lstm: lengths are for batches, and x is [5, 3]");
    assertThatThrownBy(() -> new RNN(new RecurrentOptions(3, 4).withProjection(2)))
        .hasMessage("rnn: only an LSTM has a projection; leave it 0");
    assertThatThrownBy(() -> new RNN(new RecurrentOptions(3, 4), "elu"))
        .hasMessage("rnn: nonlinearity 'elu' is unknown; use 'tanh' or 'relu'");
    assertThatThrownBy(() -> new RecurrentOptions(3, 4).withProjection(4))
        .hasMessageContaining("fewer than the 4 hidden ones");
    assertThatThrownBy(() -> new RecurrentOptions(3, 0)).hasMessageContaining("0 hidden ones");
    assertThatThrownBy(() -> new RecurrentOptions(3, 4).withDropout(1.5))
        .hasMessage("recurrent: dropout 1.5 is out of range; use 0 to 1");
    assertThatThrownBy(() -> new GRUCell(3, 4).forward(Tensor.ones(2, 4)))
        .hasMessage("gru_cell: expects [n, 3] or [3], got [2, 4]");
    assertThatThrownBy(() -> new GRUCell(3, 4).forward(Tensor.ones(2, 3), Tensor.ones(1, 4)))
        .hasMessage("gru_cell: expects a state [2, 4], got [1, 4]");
  }

  private static LSTM.Result run(LSTM lstm, long... lengths) {
    return lstm.run(Tensor.ones(5, 2, 3), Optional.empty(), Optional.of(Tensor.of(lengths)));
  }
}
