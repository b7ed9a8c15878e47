package kierkegrad.nn.conv;

import java.util.List;
import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.op.Volume;
import kierkegrad.tensor.Tensor;

/// A learned window that every element writes: `y[n,o,t·s−p+kd,i·s−p+kh,j·s−p+kw] = b[o] + Σ
/// x[n,c,t,i,j] · w[c,o,kd,kh,kw]`, for x `[n, in, d, h, w]`; the gradient of a convolution in what
/// it reads. PyTorch `ConvTranspose3d`, with its initialisation: all uniform on
/// ±1/√(out/groups·kd·kh·kw).
///
/// Each size becomes `(size − 1)·stride − 2·padding + dilation·(kernel − 1) + 1 + outputPadding`.
///
/// @param weight w, `[in, out/groups, kd, kh, kw]`
/// @param bias b, `[out]`, if there is one
/// @param window how the weight slides over the result
/// @param groups into how many blocks the channels fall; each block out sees only its block in
/// @param outputPadding how many places the result has more, at the end; 0 by default
public record ConvTranspose3d(
    Parameter weight,
    Optional<Parameter> bias,
    Volume window,
    int groups,
    List<Integer> outputPadding)
    implements Layer {
  /// A cube that moves by one.
  public ConvTranspose3d(int in, int out, int kernel) {
    this(in, out, Volume.of(kernel));
  }

  /// Any window.
  public ConvTranspose3d(int in, int out, Volume window) {
    this(in, out, window, 1, true);
  }

  /// Any window, in groups, with or without bias, and more places at the end.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the channels
  public ConvTranspose3d(
      int in, int out, Volume window, int groups, boolean bias, int... outputPadding) {
    String name = "conv_transpose3d";
    Parameter weight =
        Convolution.transposedWeight(
            name,
            in,
            out,
            groups,
            window.depth().kernel(),
            window.height().kernel(),
            window.width().kernel());
    this(
        weight,
        Convolution.bias(weight, out, bias),
        window,
        groups,
        Convolution.outputPadding(name, 3, outputPadding));
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
    return apply(
        x,
        Convolution.outputPadding(
            "conv_transpose3d", x, sizes, window.depth(), window.height(), window.width()));
  }

  private Tensor apply(Tensor x, int... more) {
    Convolution.requireChannels("conv_transpose3d", weight, x, in());
    return x.convTranspose3d(weight.value(), bias.map(Parameter::value), window, groups, more);
  }

  /// Such as `ConvTranspose3d(3, 32, kernel_size=(3, 3, 3), stride=(1, 1, 1))`.
  @Override
  public String toString() {
    String more = Convolution.outputPaddingText(outputPadding);
    return Convolution.text(
        "ConvTranspose3d",
        in(),
        out(),
        groups,
        bias.isPresent(),
        more,
        window.depth(),
        window.height(),
        window.width());
  }
}
