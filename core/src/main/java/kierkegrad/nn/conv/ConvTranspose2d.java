package kierkegrad.nn.conv;

import java.util.List;
import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.op.Window;
import kierkegrad.tensor.Tensor;

/// A learned window that every element writes: `y[n,o,i·s−p+kh,j·s−p+kw] = b[o] + Σ x[n,c,i,j] ·
/// w[c,o,kh,kw]`, for x `[n, in, h, w]`; the gradient of a convolution in what it reads. PyTorch
/// `ConvTranspose2d`, with its initialisation: all uniform on ±1/√(out/groups·kh·kw).
///
/// Each size becomes `(size − 1)·stride − 2·padding + dilation·(kernel − 1) + 1 + outputPadding`.
///
/// @param weight w, `[in, out/groups, kh, kw]`
/// @param bias b, `[out]`, if there is one
/// @param window how the weight slides over the result
/// @param groups into how many blocks the channels fall; each block out sees only its block in
/// @param outputPadding how many places the result has more, at the end; 0 by default
public record ConvTranspose2d(
    Parameter weight,
    Optional<Parameter> bias,
    Window window,
    int groups,
    List<Integer> outputPadding)
    implements Layer {
  /// A square window that moves by one.
  public ConvTranspose2d(int in, int out, int kernel) {
    this(in, out, Window.of(kernel));
  }

  /// Any window.
  public ConvTranspose2d(int in, int out, Window window) {
    this(in, out, window, 1, true);
  }

  /// Any window, in groups, with or without bias, and more places at the end.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the channels
  public ConvTranspose2d(
      int in, int out, Window window, int groups, boolean bias, int... outputPadding) {
    String name = "conv_transpose2d";
    Parameter weight =
        Convolution.transposedWeight(
            name, in, out, groups, window.height().kernel(), window.width().kernel());
    this(
        weight,
        Convolution.bias(weight, out, bias),
        window,
        groups,
        Convolution.outputPadding(name, 2, outputPadding));
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
        Convolution.outputPadding("conv_transpose2d", x, sizes, window.height(), window.width()));
  }

  private Tensor apply(Tensor x, int... more) {
    Convolution.requireChannels("conv_transpose2d", weight, x, in());
    return x.convTranspose2d(weight.value(), bias.map(Parameter::value), window, groups, more);
  }

  /// Such as `ConvTranspose2d(3, 32, kernel_size=(3, 3), stride=(1, 1))`.
  @Override
  public String toString() {
    String more = Convolution.outputPaddingText(outputPadding);
    return Convolution.text(
        "ConvTranspose2d",
        in(),
        out(),
        groups,
        bias.isPresent(),
        more,
        window.height(),
        window.width());
  }
}
