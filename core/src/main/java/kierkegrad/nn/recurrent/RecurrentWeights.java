package kierkegrad.nn.recurrent;

import java.util.Map;
import java.util.Optional;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.init.Init;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// What one layer learns in one direction; g gates lie one below the other.
///
/// @param ih from the input, `[g·hidden, input]`
/// @param hh from the state, `[g·hidden, output]`
/// @param biasIh `[g·hidden]`, if there are biases
/// @param biasHh `[g·hidden]`, if there are biases
/// @param hr the projection of the state, `[output, hidden]`, if there is one
public record RecurrentWeights(
    Parameter ih,
    Parameter hh,
    Optional<Parameter> biasIh,
    Optional<Parameter> biasHh,
    Optional<Parameter> hr) {
  /// Uniform on ±1/√hidden, drawn in PyTorch's order.
  static RecurrentWeights of(int gates, int input, RecurrentOptions options) {
    int hidden = options.hidden();
    Parameter ih = uniform(hidden, gates * hidden, input);
    Parameter hh = uniform(hidden, gates * hidden, options.output());
    boolean bias = options.bias();
    return new RecurrentWeights(
        ih,
        hh,
        bias ? Optional.of(uniform(hidden, gates * hidden)) : Optional.empty(),
        bias ? Optional.of(uniform(hidden, gates * hidden)) : Optional.empty(),
        options.projection() > 0
            ? Optional.of(uniform(hidden, options.projection(), hidden))
            : Optional.empty());
  }

  private static Parameter uniform(int hidden, int... shape) {
    double bound = 1 / Math.sqrt(hidden);
    return new Parameter(Init.uniform(DType.F32, Shape.of(shape), -bound, bound));
  }

  /// The number of input features.
  public int input() {
    return ih.value().size(1);
  }

  /// The parameters under PyTorch's names, such as `weight_ih_l0` for the ending `_l0`.
  void name(String ending, Map<String, Object> parts) {
    parts.put("weight_ih" + ending, ih);
    parts.put("weight_hh" + ending, hh);
    biasIh.ifPresent(b -> parts.put("bias_ih" + ending, b));
    biasHh.ifPresent(b -> parts.put("bias_hh" + ending, b));
    hr.ifPresent(w -> parts.put("weight_hr" + ending, w));
  }

  /// `x·Wᵀ + b` from the input, for x `[rows, input]`.
  Tensor fromInput(Tensor x) {
    return linear(x, ih, biasIh);
  }

  /// The same with the bias of the state too, for steps that only ever add both.
  Tensor fromInputWithBothBiases(Tensor x) {
    return biasIh
        .flatMap(a -> biasHh.map(b -> x.linear(ih.value(), a.value().add(b.value()))))
        .orElseGet(() -> x.matmul(ih.value().mT()));
  }

  /// `h·Wᵀ + b` from the state.
  Tensor fromState(Tensor h) {
    return linear(h, hh, biasHh);
  }

  /// `h·Wᵀ` from the state.
  Tensor fromStateWithoutBias(Tensor h) {
    return h.matmul(hh.value().mT());
  }

  private static Tensor linear(Tensor x, Parameter weight, Optional<Parameter> bias) {
    return bias.map(b -> x.linear(weight.value(), b.value()))
        .orElseGet(() -> x.matmul(weight.value().mT()));
  }
}
