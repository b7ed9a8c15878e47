package kierkegrad.nn.conv;

import java.util.Optional;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.op.Volume;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Tensor;

/// A learned window that slides over volumes: `y[n,o,t,i,j] = b[o] + Σ x[n,c,t+kd,i+kh,j+kw] ·
/// w[o,c,kd,kh,kw]`, for x `[n, in, d, h, w]`. PyTorch `Conv3d`, with its initialisation: all
/// uniform on ±1/√(in/groups·kd·kh·kw).
///
/// @param weight w, `[out, in/groups, kd, kh, kw]`
/// @param bias b, `[out]`, if there is one
/// @param window how the weight slides
/// @param groups into how many blocks the channels fall; each block out sees only its block in
/// @param paddingMode what the padding consists of; zeros by default
public record Conv3d(
    Parameter weight, Optional<Parameter> bias, Volume window, int groups, PadMode paddingMode)
    implements Layer {
  /// A cube that moves by one and stays inside.
  public Conv3d(int in, int out, int kernel) {
    this(in, out, Volume.of(kernel));
  }

  /// Any window.
  public Conv3d(int in, int out, Volume window) {
    this(in, out, window, 1, true);
  }

  /// Any window, in groups, with or without bias.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the channels
  public Conv3d(int in, int out, Volume window, int groups, boolean bias) {
    this(in, out, window, groups, bias, PadMode.CONSTANT);
  }

  /// Any window, in groups, with or without bias, and any padding.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the channels
  public Conv3d(int in, int out, Volume window, int groups, boolean bias, PadMode paddingMode) {
    Parameter weight =
        Convolution.weight(
            "conv3d",
            in,
            out,
            groups,
            window.depth().kernel(),
            window.height().kernel(),
            window.width().kernel());
    this(weight, Convolution.bias(weight, out, bias), window, groups, paddingMode);
  }

  /// The number of channels of x.
  public int in() {
    return weight.value().size(1) * groups;
  }

  /// The number of channels of y.
  public int out() {
    return weight.value().size(0);
  }

  @Override
  public Tensor forward(Tensor x) {
    Convolution.requireChannels("conv3d", weight, x, in());
    Tensor w = weight.value();
    Optional<Tensor> b = bias.map(Parameter::value);
    if (paddingMode == PadMode.CONSTANT) {
      return x.conv3d(w, b, window, groups);
    }
    Tensor padded =
        Convolution.padded(x, paddingMode, window.depth(), window.height(), window.width());
    return padded.conv3d(w, b, window.padding(0), groups);
  }

  /// Such as `Conv3d(3, 32, kernel_size=(3, 3, 3), stride=(1, 1, 1))`.
  @Override
  public String toString() {
    String mode = Convolution.mode(paddingMode);
    return Convolution.text(
        "Conv3d",
        in(),
        out(),
        groups,
        bias.isPresent(),
        mode,
        window.depth(),
        window.height(),
        window.width());
  }
}
