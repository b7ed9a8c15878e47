package kierkegrad.nn.recurrent;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.tensor.Tensor;

/// A recurrent layer (Elman, 1990): `hₜ = tanh(xₜ·Wᵢₕᵀ + bᵢₕ + hₜ₋₁·Wₕₕᵀ + bₕₕ)`, for x `[t, n,
/// input]`, `[n, t, input]` if batch first, or one sequence `[t, input]`. PyTorch `RNN`, with its
/// state names and its start, all uniform on ±1/√hidden.
///
/// @param options sizes, layers and directions
/// @param nonlinearity `tanh` (the default) or `relu`
/// @param weights layer by layer, forwards before backwards
/// @param mode whether it is being trained, which dropout asks
public record RNN(
    RecurrentOptions options, String nonlinearity, List<RecurrentWeights> weights, Mode mode)
    implements Layer {
  /// PyTorch's defaults: one layer that reads forwards, `[t, n, input]`.
  public RNN(int input, int hidden) {
    this(new RecurrentOptions(input, hidden));
  }

  /// With these options.
  public RNN(RecurrentOptions options) {
    this(options, "tanh", Recurrence.weights(new Steps.Plain(false), options), new Mode());
  }

  /// With `tanh` or `relu`.
  public RNN(RecurrentOptions options, String nonlinearity) {
    this(options, nonlinearity, Recurrence.weights(new Steps.Plain(false), options), new Mode());
  }

  /// @throws IllegalArgumentException if an option is not one of this layer's
  public RNN {
    Cell.requireKnown("rnn", nonlinearity);
    options.requireNoProjection("rnn");
    weights = List.copyOf(weights);
  }

  private Recurrence recurrence() {
    return new Recurrence(
        "rnn", new Steps.Plain(nonlinearity.equals("relu")), options, weights, mode);
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
  public RecurrentResult run(Tensor x) {
    return run(x, Optional.empty(), Optional.empty());
  }

  /// Output and last state, from this state `[layers·directions, n, hidden]`.
  public RecurrentResult run(Tensor x, Tensor initial) {
    return run(x, Optional.of(initial), Optional.empty());
  }

  /// Output and last state of a padded batch: sequence i has `lengths[i]` steps, and its last state
  /// is the one there; the outputs behind are 0. PyTorch `pack_padded_sequence` before and
  /// `pad_packed_sequence` behind, for lengths in any order.
  ///
  /// @param lengths int64 `[n]`, from 1 to t; all t if absent
  public RecurrentResult run(Tensor x, Optional<Tensor> initial, Optional<Tensor> lengths) {
    Recurrence.Result result = recurrence().run(x, initial.map(List::of), lengths);
    return new RecurrentResult(result.output(), result.states().getFirst());
  }

  /// Such as `RNN(10, 20, num_layers=2)`.
  @Override
  public String toString() {
    return "RNN(" + options + Cell.text(nonlinearity) + ")";
  }
}
