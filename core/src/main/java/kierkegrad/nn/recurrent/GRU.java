package kierkegrad.nn.recurrent;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.tensor.Tensor;

/// Gated recurrent units (Cho et al., 2014): with the parts `r, z, n` of `a = xₜ·Wᵢₕᵀ + bᵢₕ` and of
/// `b = hₜ₋₁·Wₕₕᵀ + bₕₕ`, `r = σ(aᵣ + bᵣ)`, `z = σ(a_z + b_z)`, `n = tanh(aₙ + r∘bₙ)` and `hₜ = (1
/// − z)∘n
/// + z∘hₜ₋₁`, for x `[t, n, input]`, `[n, t, input]` if batch first, or one sequence `[t, input]`.
///   PyTorch `GRU`, with its state names and its start, all uniform on ±1/√hidden.
///
/// @param options sizes, layers and directions
/// @param weights layer by layer, forwards before backwards
/// @param mode whether it is being trained, which dropout asks
public record GRU(RecurrentOptions options, List<RecurrentWeights> weights, Mode mode)
    implements Layer {
  /// PyTorch's defaults: one layer that reads forwards, `[t, n, input]`.
  public GRU(int input, int hidden) {
    this(new RecurrentOptions(input, hidden));
  }

  /// With these options.
  public GRU(RecurrentOptions options) {
    this(options, Recurrence.weights(new Steps.Gru(), options), new Mode());
  }

  /// @throws IllegalArgumentException if an option is not one of this layer's
  public GRU {
    options.requireNoProjection("gru");
    weights = List.copyOf(weights);
  }

  private Recurrence recurrence() {
    return new Recurrence("gru", new Steps.Gru(), options, weights, mode);
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

  /// Such as `GRU(10, 20, num_layers=2)`.
  @Override
  public String toString() {
    return "GRU(" + options + ")";
  }
}
