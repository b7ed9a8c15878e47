package kierkegrad.nn.recurrent;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// One step of a [GRU], for x `[n, input]` or `[input]` and h `[n, hidden]` or `[hidden]`. PyTorch
/// `GRUCell`.
///
/// @param weights those of the one step
public record GRUCell(RecurrentWeights weights) implements Layer {
  /// With biases.
  public GRUCell(int input, int hidden) {
    this(input, hidden, true);
  }

  /// With or without biases.
  public GRUCell(int input, int hidden, boolean bias) {
    this(Cell.weights(new Steps.Gru(), input, hidden, bias));
  }

  private Cell cell() {
    return new Cell("gru_cell", new Steps.Gru(), weights);
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

  /// Such as `GRUCell(10, 20)`.
  @Override
  public String toString() {
    return "GRUCell(" + cell() + ")";
  }
}
