package kierkegrad.nn.recurrent;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// One step of an [LSTM], for x `[n, input]` or `[input]`, h and c `[n, hidden]` or `[hidden]`.
/// PyTorch `LSTMCell`.
///
/// @param weights those of the one step
public record LSTMCell(RecurrentWeights weights) implements Layer {
  /// With biases.
  public LSTMCell(int input, int hidden) {
    this(input, hidden, true);
  }

  /// With or without biases.
  public LSTMCell(int input, int hidden, boolean bias) {
    this(Cell.weights(new Steps.Lstm(), input, hidden, bias));
  }

  private Cell cell() {
    return new Cell("lstm_cell", new Steps.Lstm(), weights);
  }

  @Override
  public SequencedMap<String, Object> children() {
    return cell().children();
  }

  /// The next h, from a state of zeros.
  @Override
  public Tensor forward(Tensor x) {
    return next(x, Optional.empty()).hidden();
  }

  /// The next state.
  public LSTMState forward(Tensor x, LSTMState state) {
    return next(x, Optional.of(state));
  }

  /// The next state; the first one is zeros.
  public LSTMState next(Tensor x, Optional<LSTMState> state) {
    List<Tensor> next = cell().next(x, state.map(s -> List.of(s.hidden(), s.cell())));
    return new LSTMState(next.getFirst(), next.get(1));
  }

  /// Such as `LSTMCell(10, 20)`.
  @Override
  public String toString() {
    return "LSTMCell(" + cell() + ")";
  }
}
