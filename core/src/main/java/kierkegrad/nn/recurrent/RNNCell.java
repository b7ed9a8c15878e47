package kierkegrad.nn.recurrent;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// One step of an [RNN]: `h′ = tanh(x·Wᵢₕᵀ + bᵢₕ + h·Wₕₕᵀ + bₕₕ)`, for x `[n, input]` or `[input]`
/// and h `[n, hidden]` or `[hidden]`. PyTorch `RNNCell`.
///
/// @param weights those of the one step
/// @param nonlinearity `tanh` (the default) or `relu`
public record RNNCell(RecurrentWeights weights, String nonlinearity) implements Layer {
  /// With biases.
  public RNNCell(int input, int hidden) {
    this(input, hidden, true, "tanh");
  }

  /// With or without biases, with `tanh` or `relu`.
  public RNNCell(int input, int hidden, boolean bias, String nonlinearity) {
    this(Cell.weights(new Steps.Plain(false), input, hidden, bias), nonlinearity);
  }

  /// @throws IllegalArgumentException if the nonlinearity is another one
  public RNNCell {
    Cell.requireKnown("rnn_cell", nonlinearity);
  }

  private Cell cell() {
    return new Cell("rnn_cell", new Steps.Plain(nonlinearity.equals("relu")), weights);
  }

  @Override
  public SequencedMap<String, Object> children() {
    return cell().children();
  }

  /// The next h, from a state of zeros.
  @Override
  public Tensor forward(Tensor x) {
    return cell().next(x, Optional.empty()).getFirst();
  }

  /// The next h.
  public Tensor forward(Tensor x, Tensor h) {
    return cell().next(x, Optional.of(List.of(h))).getFirst();
  }

  /// Such as `RNNCell(10, 20)`.
  @Override
  public String toString() {
    return "RNNCell(" + cell() + Cell.text(nonlinearity) + ")";
  }
}
