package kierkegrad.nn.conv;

import java.util.List;
import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.op.Span;
import kierkegrad.tensor.Tensor;

/// A learned window that every element writes: `y[n,o,i·s−p+k] = b[o] + Σ x[n,c,i] · w[c,o,k]`, for
/// x `[n, in, l]`; the gradient of a convolution in what it reads. PyTorch `ConvTranspose1d`, with
/// its initialisation: all uniform on ±1/√(out/groups·k).
///
/// Each size becomes `(size − 1)·stride − 2·padding + dilation·(kernel − 1) + 1 + outputPadding`.
///
/// @param weight w, `[in, out/groups, k]`
/// @param bias b, `[out]`, if there is one
/// @param window how the weight slides over the result
/// @param groups into how many blocks the channels fall; each block out sees only its block in
/// @param outputPadding how many places the result has more, at the end; 0 by default
public record ConvTranspose1d(
    Parameter weight,
    Optional<Parameter> bias,
    Span window,
    int groups,
    List<Integer> outputPadding)
    implements Layer {
  /// A window that moves by one.
  public ConvTranspose1d(int in, int out, int kernel) {
    this(in, out, Span.of(kernel));
  }

  /// Any window.
  public ConvTranspose1d(int in, int out, Span window) {
    this(in, out, window, 1, true);
  }

  /// Any window, in groups, with or without bias, and more places at the end.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the channels
  public ConvTranspose1d(
      int in, int out, Span window, int groups, boolean bias, int... outputPadding) {
    String name = "conv_transpose1d";
    Parameter weight = Convolution.transposedWeight(name, in, out, groups, window.kernel());
    this(
        weight,
        Convolution.bias(weight, out, bias),
        window,
        groups,
        Convolution.outputPadding(name, 1, outputPadding));
  }

  /// The number of channels of x.
  public int in() {
    return weight.value().size(0);
  }

  /// The number of channels of y.
  public int out() {
    return weight.value().size(1) * groups;
  }

  @Override
  public Tensor forward(Tensor x) {
    return apply(x, outputPadding.stream().mapToInt(Integer::intValue).toArray());
  }

  /// With a result of these sizes, whatever the output padding. PyTorch `forward(x, output_size)`.
  ///
  /// @throws kierkegrad.tensor.ShapeException if no output padding below the stride leads there
  public Tensor forward(Tensor x, int... sizes) {
    return apply(x, Convolution.outputPadding("conv_transpose1d", x, sizes, window));
  }

  private Tensor apply(Tensor x, int... more) {
    Convolution.requireChannels("conv_transpose1d", weight, x, in());
    return x.convTranspose1d(weight.value(), bias.map(Parameter::value), window, groups, more);
  }

  /// Such as `ConvTranspose1d(3, 32, kernel_size=(3,), stride=(1,))`.
  @Override
  public String toString() {
    String more = Convolution.outputPaddingText(outputPadding);
    return Convolution.text("ConvTranspose1d", in(), out(), groups, bias.isPresent(), more, window);
  }
}
