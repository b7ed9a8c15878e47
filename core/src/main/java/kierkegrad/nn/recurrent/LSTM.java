package kierkegrad.nn.recurrent;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.tensor.Tensor;

/// Long short-term memory (Hochreiter and Schmidhuber, 1997; with a forget gate, Gers et al.,
/// 2000): with the gates `i, f, g, o` side by side in `xₜ·Wᵢₕᵀ + bᵢₕ + hₜ₋₁·Wₕₕᵀ + bₕₕ`, `cₜ =
/// σ(f)∘cₜ₋₁ + σ(i)∘tanh(g)` and `hₜ = σ(o)∘tanh(cₜ)`, for x `[t, n, input]`, `[n, t, input]` if
/// batch first, or one sequence `[t, input]`. With a projection, hₜ is multiplied by `Wₕᵣᵀ`.
/// PyTorch `LSTM`, with its state names and its start, all uniform on ±1/√hidden.
///
/// @param options sizes, layers and directions
/// @param weights layer by layer, forwards before backwards
/// @param mode whether it is being trained, which dropout asks
public record LSTM(RecurrentOptions options, List<RecurrentWeights> weights, Mode mode)
    implements Layer {
  /// @param output h of the last layer at all steps, `[t, n, directions·output]` or batch first
  /// @param state the last one of each layer and direction
  public record Result(Tensor output, LSTMState state) {}

  /// PyTorch's defaults: one layer that reads forwards, `[t, n, input]`.
  public LSTM(int input, int hidden) {
    this(new RecurrentOptions(input, hidden));
  }

  /// With these options.
  public LSTM(RecurrentOptions options) {
    this(options, Recurrence.weights(new Steps.Lstm(), options), new Mode());
  }

  /// Of these parts.
  public LSTM {
    weights = List.copyOf(weights);
  }

  private Recurrence recurrence() {
    return new Recurrence("lstm", new Steps.Lstm(), options, weights, mode);
  }

  @Override
  public SequencedMap<String, Object> children() {
    return recurrence().children();
  }

  /// The output at all steps, from a state of zeros.
  @Override
  public Tensor forward(Tensor x) {
    return run(x).output();
  }

  /// Output and last state, from a state of zeros.
  public Result run(Tensor x) {
    return run(x, Optional.empty(), Optional.empty());
  }

  /// Output and last state, from this state.
  public Result run(Tensor x, LSTMState initial) {
    return run(x, Optional.of(initial), Optional.empty());
  }

  /// Output and last state of a padded batch: sequence i has `lengths[i]` steps, and its last state
  /// is the one there; the outputs behind are 0. PyTorch `pack_padded_sequence` before and
  /// `pad_packed_sequence` behind, for lengths in any order.
  ///
  /// @param lengths int64 `[n]`, from 1 to t; all t if absent
  public Result run(Tensor x, Optional<LSTMState> initial, Optional<Tensor> lengths) {
    Recurrence.Result result =
        recurrence().run(x, initial.map(s -> List.of(s.hidden(), s.cell())), lengths);
    return new Result(
        result.output(), new LSTMState(result.states().getFirst(), result.states().get(1)));
  }

  /// Such as `LSTM(10, 20, num_layers=2)`.
  @Override
  public String toString() {
    return "LSTM(" + options + ")";
  }
}
